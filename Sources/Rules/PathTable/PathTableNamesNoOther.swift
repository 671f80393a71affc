public import DiscModel
import FileSystems
import Specimens

/// Each path table record stands for a directory of the tree (ECMA-119, 6.9).
public enum PathTableNamesNoOther: Rule {
    public static let card = RuleCard(
        id: "path-table-extra-dir",
        title: "The path table lists no directory that the tree does not have",
        rationale: """
            A directory that only the path table knows is seen by readers of the table and by nobody else. It is a way to \
            hide files, a leftover of an older session, or a damaged record.
            """,
        remedy: "Look at the block that the record names: what stands there is not part of the tree.",
        severity: .warning,
        clause: .ecma119("6.9"))

    public static func weigh(_ join: PathTableJoin, in _: Disc, _ findings: inout Findings) {
        guard !join.extra.isEmpty else { return }
        if join.blindSpots > 0 {
            findings.cannotDecide("\(join.blindSpots) directories could not be read whole")
            return
        }
        let blocks = Set(
            join.directories.lazy.enumerated().filter { $0.element != nil }.map {
                join.table.records[$0.offset].extent
            })
        for index in join.extra {
            let record = join.table.records[index]
            let listed = blocks.contains(record.extent)
            findings.report(
                listed
                    ? "record \(index + 1) (\(join.name(index))) names block \(record.extent), which another record lists already"
                    : "record \(index + 1) (\(join.name(index))) names block \(record.extent), where the tree has no directory",
                at: join.place(index, 2, 4, "extent"))
        }
    }

    public static var fires: [Example] {
        [
            Example("/DOCS taken out of the root", .plain) { $0.removeRecord("record:/DOCS") },
            Example("one directory listed twice", .plain) {
                $0.insertRecord($0.record("path-table-l[3]"), before: "path-table-l[3]")
                $0.setBoth32("pvd", 132, $0.get32LE("pvd", 132) + UInt32($0.record("path-table-l[3]").count))
            },
        ]
    }

    public static var staysSilent: [Example] {
        [Example("a relocated directory, listed where it lies", .relocation)]
    }
}
