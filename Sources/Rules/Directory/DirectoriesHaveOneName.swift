import Bytes
import DiscModel
import FileSystems
import Specimens

/// A directory is named by one record only (ECMA-119, 6.8.2).
enum DirectoriesHaveOneName: Rule {
    static let card = RuleCard(
        id: "dir-hardlinked-dir",
        title: "Each directory is named by one record",
        rationale: """
            Two names for one directory are two paths to the same files; a program that copies the tree writes them twice. \
            Copy protections of game discs do it, no common program does.
            """,
        remedy: "Compare the image with its source: one of the records may be damaged.",
        severity: .warning,
        clause: .ecma119("6.8.2"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        tree.eachSecondName { slot, directory, leadsBack in
            // A record that leads back is a loop, which has a rule of its own.
            guard !leadsBack else { return }
            findings.report(
                "the record names the directory that is \(tree.path(ofDirectory: directory).escaped) already",
                at: tree.place(ofRecord: slot, DirectoryRecord.extent), causedBy: tree.record(slot).halves,
                about: tree.path(ofDirectory: directory).text)
        }
    }

    static var examples: [Example] {
        [
            .fires("/DOCS leads to /EMPTYDIR", .plain, at: "record:/EMPTYDIR", DirectoryRecord.extent) {
                $0.set(DirectoryRecord.extent, of: "record:/DOCS", $0.block("dir:/EMPTYDIR"))
            },
            .passes("a directory that is moved and linked by Rock Ridge", .relocation),
        ]
    }
}
