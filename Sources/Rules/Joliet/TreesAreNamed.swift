import Bytes
import DiscModel
import FileSystems
import Specimens

/// There is one tree, and every system shows it.
enum TreesAreNamed: Rule {
    static let card = RuleCard(
        id: "trees-verdict",
        title: "Every system shows the same tree",
        rationale: """
            A volume with several trees is shown differently by each system: Linux, macOS, BSD and GRUB prefer Rock Ridge and \
            take Joliet only without it, Windows takes Joliet and ignores Rock Ridge. A UDF or HFS+ file system on the same \
            disc, if there is one, goes before all of them on Windows or macOS.
            """,
        remedy: "Nothing; look at each tree if their contents differ.",
        severity: .note,
        clause: .practice("which tree a system shows"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let iso = disc.iso, iso.trees.count > 1 || disc.udf != nil, let primary = iso.primary else {
            return
        }
        let views = iso.views
        guard let plain = views.first(where: { $0.tree.kind == .iso9660 }) else { return }
        let joliet = views.first { $0.tree.kind == .joliet }?.plain
        let unix = plain.rockRidge ?? joliet ?? plain.plain
        let windows = joliet ?? plain.plain
        let enhanced = views.first { $0.tree.kind == .enhanced }?.plain
        guard unix.kind != windows.kind || enhanced != nil || disc.udf != nil else { return }
        // macOS reads HFS without the plus no more since 10.15.
        let apple = disc.hfs?.header.isPlus
        var words =
            "Linux\(apple == true ? "" : ", macOS") and GRUB show the \(name(unix)) tree, Windows the \(name(windows)) tree"
        if let apple { words += apple ? ", macOS HFS+" : ", Mac OS up to 10.14 HFS" }
        if disc.udf != nil {
            words =
                "Windows, macOS and Linux show UDF; where ISO 9660 is asked for, \(words)"
        }
        if enhanced != nil { words += ", libarchive may show the enhanced tree" }
        // The plain and the Rock Ridge view are made of the same records.
        let others = [joliet, enhanced].compactMap { $0 }
        let files = dataFiles(plain.plain)
        let differing = others.filter { dataFiles($0) != files }.map { name($0) }
        words +=
            differing.isEmpty
            ? "; their files are the same"
            : "; other files than in the \(name(plain.plain)) tree are in the \(differing.joined(separator: " and the ")) tree"
        findings.report(words, at: primary.place(VolumeDescriptor.whole))
    }

    private static func name(_ tree: FileTree) -> String { tree.kind.word }

    /// Where the data of all files begins, each place once.
    private static func dataFiles(_ tree: FileTree) -> [UInt64] {
        var places: [UInt64] = []
        for node in tree.nodes where node.kind == .file && node.size > 0 {
            if let extent = tree.extents(of: node).first { places.append(extent.offset) }
        }
        places.sort()
        var unique: [UInt64] = []
        for place in places where place != unique.last { unique.append(place) }
        return unique
    }

    static var examples: [Example] {
        [
            .fires("Rock Ridge and Joliet", .everything, at: "pvd"),
            .fires("short names for Windows only", .rockRidge, at: "pvd"),
            .passes("one tree", .plain),
            .passes("Joliet without Rock Ridge, which all prefer", .joliet),
        ]
    }
}
