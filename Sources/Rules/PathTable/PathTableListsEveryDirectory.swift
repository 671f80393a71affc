import Bytes
import DiscModel
import FileSystems
import Specimens

/// Each directory of the tree has a path table record (ECMA-119, 6.9).
enum PathTableListsEveryDirectory: Rule {
    static let card = RuleCard(
        id: "path-table-missing-dir",
        title: "The path table lists every directory of the tree",
        rationale: """
            Windows goes by path table L and cannot enter a directory that it leaves out. Either the table is damaged, or \
            the directory was added behind the back of the program that made the image.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .error,
        clause: .ecma119("6.9"))

    static func weigh(_ join: PathTableJoin, in _: Disc, _ findings: inout Findings) {
        guard !join.unlisted.isEmpty else { return }
        guard join.table.isWhole else {
            findings.cannotDecide("\(join.table.name) could not be read to its end")
            return
        }
        let cause = cause(join)
        for index in join.unlisted {
            let block = join.tree.directories[index].offset / join.tree.blockSize
            findings.report(
                "\(join.table.name) has no record for the directory at block \(block)",
                at: join.tree.place(ofDirectory: index),
                causedBy: cause)
        }
    }

    /// What explains that records are missing: there are too many, or the table cannot be read to its end.
    private static func cause(_ join: PathTableJoin) -> (any Rule.Type)? {
        if join.tree.directories.count > PathTableHoldsAllParents.limit {
            return PathTableHoldsAllParents.self
        }
        let rest = join.table.record.slice(join.table.consumed..<join.table.record.bytes.count)
        return rest.contains { $0 != 0 } ? PathTableRecordsAreWhole.self : nil
    }

    static var examples: [Example] {
        [
            .fires("the table ends before its last record", .plain, at: "dir:/EMPTYDIR") {
                $0.set(
                    VolumeDescriptor.pathTableSize, of: "pvd",
                    UInt32($0.offset("path-table-l[3]") - $0.offset("path-table-l")))
            },
            .passes("all directories listed", .everything),
        ]
    }
}
