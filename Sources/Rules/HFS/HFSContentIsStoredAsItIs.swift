import Bytes
import DiscModel
import FileSystems
import Specimens

/// Files are stored as they are read.
enum HFSContentIsStoredAsItIs: Rule {
    static let card = RuleCard(
        id: "hfs-compressed",
        title: "Files are stored as they are read",
        rationale: """
            macOS keeps the files of its own compressed, in a way that Linux shows as empty files. isocheck tells \
            how many there are and does not unpack them, so that their content is not checked.
            """,
        remedy: """
            Read these files with macOS.
            """,
        severity: .note,
        clause: .tn1150("Attributes File"))

    static func weigh(_ volume: HFSFacts, in _: Disc, _ findings: inout Findings) {
        for file in volume.compressed {
            let path = volume.tree.path(of: file.node)
            findings.report(
                "\(path.escaped) is compressed by macOS (\(way(file.kind))) and unpacks to \(file.size.of("byte")); its content is not checked",
                at: Place(tree: volume.tree.kind, path: path))
        }
    }

    private static func way(_ kind: UInt32) -> String {
        let method =
            switch kind {
            case 3, 4: "zlib"
            case 7, 8: "LZVN"
            case 11, 12: "LZFSE"
            case 1, 9, 10: "stored"
            default: "kind \(kind)"
            }
        return "\(method), in its \(kind % 2 == 1 ? "extended attribute" : "resource fork")"
    }

    static var examples: [Example] {
        [
            .fires("files that are compressed", .hfsPlusRich, at: nil),
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
