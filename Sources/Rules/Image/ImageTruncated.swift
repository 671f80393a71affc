import Bytes
public import DiscModel
import FileSystems
import Specimens

/// The file holds every block that the primary volume descriptor declares (ECMA-119, 8.4.8).
public enum ImageTruncated: Rule {
    public static let card = RuleCard(
        id: "image-truncated",
        title: "The image is as long as the volume it declares",
        rationale: """
            The volume space size is the number of blocks the author wrote. A shorter file was cut: a download that \
            stopped, a copy that ran out of space, a readback that missed the end. Whatever lies behind the cut is lost, \
            while the directories at the front still list it.
            """,
        remedy: "Download or copy the image again, and compare its size with the source before using it.",
        severity: .error,
        clause: .ecma119("8.4.8"))

    public static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let iso = disc.iso, let declared = iso.declaredSize, declared > disc.size,
            let primary = iso.primary
        else { return }
        let missing = declared - disc.size
        let lost = lostFiles(in: disc)
        findings.report(
            "the last \(missing) bytes (\((missing + 2047) / 2048) sectors) of the volume are missing\(lost)",
            expected: "\(declared) bytes", actual: "\(disc.size) bytes",
            at: Place(offset: disc.size, length: missing, field: "\(primary.tag)/volumeSpaceSize"))
    }

    /// What the cut costs: how many files, and the first of them; or that nothing but unused space is gone.
    private static func lostFiles(in disc: Disc) -> String {
        guard let tree = disc.tree(.rockridge) ?? disc.tree(.joliet) ?? disc.tree(.iso9660) else { return "" }
        let files = tree.nodes.indices.filter { tree.nodes[$0].kind != .directory }
        let lost = files.filter { index in
            tree.extents(of: tree.nodes[index]).contains { $0.length > 0 && $0.end > disc.size }
        }
        guard let first = lost.first else { return "; all \(files.count) files are whole" }
        return
            "; \(lost.count) of \(files.count) files are lost or cut, first \(tree.path(of: first).escaped)"
    }

    public static var fires: [Example] {
        [Example("the last ten sectors cut off", .plain) { $0.truncate(to: $0.bytes.count - 20_480) }]
    }

    public static var staysSilent: [Example] { [Example("a whole image", .plain)] }
}
