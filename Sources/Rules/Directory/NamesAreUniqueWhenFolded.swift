import DiscModel
import FileSystems
import Specimens

/// No two names of a directory are the same to a system that does not tell upper from lower case.
enum NamesAreUniqueWhenFolded: Rule {
    static let card = RuleCard(
        id: "dir-duplicate-after-fold",
        title: "No two names differ only in case, version or composition",
        rationale: """
            Windows and macOS take such names for one: they show one of the files, or show both and open one. The trees of \
            Linux sources have such names (Makefile and makefile).
            """,
        remedy: "Copy such files on a system that tells them apart, or rename one of them.",
        severity: .warning,
        clause: .practice("case-insensitive file systems"))

    static func weigh(_ row: TreeDirectory, in _: Disc, _ findings: inout Findings) {
        let tree = row.tree
        let folding = FoldedName(isWide: tree.kind == .joliet)
        RepeatedNames(compare: folding.compare, hash: folding.hash).each(in: tree, row.index) {
            earlier, slot in
            // Equal identifiers have a rule of their own.
            guard tree.identifier(earlier) != tree.identifier(slot) else { return }
            findings.report(
                "\(tree.displayName(earlier).escaped) and \(tree.displayName(slot).escaped) are the same name",
                at: tree.place(ofRecord: slot))
        }
    }

    static var examples: [Example] {
        [
            .fires("upper and lower case", .joliet, at: "svd:record:/readme.txt#2") {
                $0.duplicateRecord("svd:record:/readme.txt")
                $0.set8("svd:record:/readme.txt", 34, 0x52)
            },
            .fires("two versions", .plain, at: "record:/README.TXT#2") {
                $0.duplicateRecord("record:/README.TXT")
                $0.set8("record:/README.TXT", 44, 0x32)
            },
            .passes("different names", .everything),
        ]
    }
}
