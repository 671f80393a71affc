import Bytes
import DiscModel
import FileSystems
import Specimens

/// Notes an image that was filled up to a cluster of a DVD or BD.
enum PaddingFillsNoCluster: Rule {
    static let card = RuleCard(
        id: "padding-ecc-block",
        title: "The image is not filled up to a cluster of 16 or 32 sectors",
        rationale: """
            DVD and BD are written in clusters, so programs for them (growisofs, libburn, ImgBurn) and readbacks end with \
            a whole one. The sectors behind the volume hold nothing.
            """,
        remedy: "Nothing; compare as many sectors as the volume has.",
        severity: .note,
        confidence: .firm,
        clause: .practice("DVD and BD clusters"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let tail = ImageTail(of: disc), let cluster = tail.cluster, tail.cylinder == nil,
            tail.isZero != false
        else { return }
        let start = max(tail.volumeEnd, tail.usedEnd)
        findings.report(
            "a tail of \(((disc.size - start) / .sector).of("sector")) fills the image up to a multiple of \(cluster.of("sector"))",
            at: Place(offset: start, length: disc.size - start, field: "padding"))
    }

    static var examples: [Example] {
        [
            .fires("filled up to 16 sectors", .plain, at: "padding", 307_200) {
                $0.append(Array(repeating: 0, count: 32_768 - $0.bytes.count % 32_768))
            },
            .passes("not filled up", .plain),
        ]
    }
}
