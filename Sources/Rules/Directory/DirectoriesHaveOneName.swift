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
        var above: (directory: Int, ancestors: Set<Int>)?
        for (slot, entry) in tree.slots.enumerated() where entry.child >= 0 {
            let child = Int(entry.child)
            guard Int(tree.directories[child].slot) != slot else { continue }
            let holder = Int(entry.directory)
            if above?.directory != holder { above = (holder, ancestors(of: holder, in: tree)) }
            // A directory above is a loop, which has a rule of its own.
            if above?.ancestors.contains(child) == true { continue }
            findings.report(
                "the record names the directory that is \(tree.path(ofDirectory: child).escaped) already",
                at: tree.place(ofRecord: slot, 2, 8, field: "extent"), causedBy: tree.record(slot).halves,
                about: tree.path(ofDirectory: child).text)
        }
    }

    /// The directory and all above it.
    private static func ancestors(of directory: Int, in tree: ISOTree) -> Set<Int> {
        var found: Set<Int> = []
        var at = directory
        while at >= 0, found.insert(at).inserted { at = Int(tree.directories[at].parent) }
        return found
    }

    static var examples: [Example] {
        [
            .fires("/DOCS leads to /EMPTYDIR", .plain, at: "record:/EMPTYDIR", 2) {
                $0.setBoth32("record:/DOCS", 2, $0.block("dir:/EMPTYDIR"))
            },
            .passes("a directory that is moved and linked by Rock Ridge", .relocation),
        ]
    }
}
