import Bytes
import DiscModel
import FileSystems

/// Sizes on one ruler: what the volume declares, where the last file ends, how long the image is, and what fits on which medium. It
/// answers at a glance whether an image is cut or padded.
struct HTMLLadder {
    /// Media by their capacities in bytes.
    private static let media: [(name: String, bytes: UInt64)] = [
        ("CD, 80 minutes", 737_280_000), ("DVD+R", 4_700_372_992), ("DVD+R DL", 8_547_991_552),
        ("BD-R", 25_025_314_816), ("BD-R DL", 50_050_629_632),
    ]

    private let steps: [(name: String, bytes: UInt64)]
    /// Bytes that the volume declares and the image has not.
    private var missing: UInt64 = 0

    init(_ disc: Disc) {
        var steps: [(name: String, bytes: UInt64)] = []
        let last = disc.map.spans.lazy.filter { $0.owner.isFile }.map(\.end).max()
        if let last { steps.append(("last file ends", last)) }
        if let declared = disc.facts(ISO9660Facts.self)?.declaredSize {
            steps.append(("volume declared", declared))
        }
        steps.append(("image", disc.size))
        if let declared = disc.facts(ISO9660Facts.self)?.declaredSize, declared > disc.size {
            missing = declared - disc.size
        }
        let most = steps.map(\.bytes).max() ?? 0
        if let medium = Self.media.first(where: { $0.bytes >= most }) {
            steps.append(("fits on \(medium.name)", medium.bytes))
        }
        self.steps = steps
    }

    var section: HTMLText {
        // The medium is often a hundred times as long, and has no bar.
        let longest = steps.filter { !$0.name.hasPrefix("fits") }.map(\.bytes).max() ?? 1
        let rows = steps.map { step -> [HTMLText] in
            let isMedium = step.name.hasPrefix("fits")
            let width = isMedium ? 0 : Double(step.bytes) / Double(max(1, longest)) * 100
            let tenths = Int(width * 10)
            let bar =
                isMedium
                ? HTMLText.empty
                : HTMLText(
                    markup:
                        "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"k2\" width=\"\(tenths / 10).\(tenths % 10)\" height=\"8\"/></svg>"
                )
            return [HTMLText(step.name), HTMLText(grouped(step.bytes)), bar]
        }
        let cut =
            missing == 0
            ? HTMLText.empty
            : .element(
                "p", ["class": "fail"], "\(counted(missing, "byte")) that the volume declares are not there.")
        return .element("h2", "Sizes") + cut + .table("Sizes in bytes", ["what", "bytes", "to scale"], rows)
    }
}
