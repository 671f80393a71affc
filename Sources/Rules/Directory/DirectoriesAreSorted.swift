import Bytes
import DiscModel
import FileSystems
import Specimens

/// The records of a directory are sorted (ECMA-119, 9.3).
enum DirectoriesAreSorted: Rule {
    static let card = RuleCard(
        id: "dir-order",
        title: "The records of a directory are sorted by name, extension and version",
        rationale: """
            The order allows a reader to stop early or to search by halving, and some old ones do. Many writers sort by plain \
            bytes, which differs where a name is the beginning of another.
            """,
        remedy:
            "Nothing to do for readers of today; a program that writes images should sort by the standard's rule.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .ecma119("9.3"))

    static func weigh(_ row: TreeDirectory, in _: Disc, _ findings: inout Findings) {
        let tree = row.tree
        let order = IdentifierOrder(tree.kind)
        var before: IdentifierOrder.Entry?
        // "." and ".." have their own rules.
        for slot in tree.slots(of: row.index).dropFirst(2) {
            let flags = DirectoryRecord.Flags(
                rawValue: tree.byte(DirectoryRecord.flags.offset, ofRecord: slot))
            let entry = IdentifierOrder.Entry(
                identifier: tree.identifier(slot), isDirectory: flags.contains(.directory),
                isAssociated: flags.contains(.associated))
            if let before, order.precedes(entry, before) {
                findings.report(
                    "the record of \(tree.displayName(slot).escaped) comes behind \(tree.displayName(slot - 1).escaped)",
                    at: tree.place(ofRecord: slot))
            }
            before = entry
        }
    }

    static var examples: [Example] {
        [
            .fires("/README.TXT in front of /DOCS", .plain, at: "record:/EMPTYDIR") {
                $0.swapRecords("record:/DOCS", "record:/README.TXT")
            },
            .fires("a Joliet tree", .joliet, at: "svd:record:/emptydir") {
                $0.swapRecords("svd:record:/docs", "svd:record:/readme.txt")
            },
            .passes("sorted directories", .everything),
            .passes(
                "a name that is the beginning of another, and versions from high to low",
                Specimen {
                    $0.files = ["/A.TXT", "/A-B.TXT", "/AB"].map { Specimen.File($0, .bytes([])) }
                }
            ) {
                $0.renameRecord("record:/A-B.TXT", to: Array("A.TXT;1".utf8))
                $0.renameRecord("record:/A.TXT", to: Array("A.TXT;2".utf8))
            },
        ]
    }
}
