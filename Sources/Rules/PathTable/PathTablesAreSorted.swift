import DiscModel
import FileSystems
import Specimens

/// Path table records are sorted by level, parent and identifier (ECMA-119, 6.9.1).
enum PathTablesAreSorted: Rule {
    static let card = RuleCard(
        id: "path-table-level-order",
        title: "Path table records are sorted by level, then parent, then identifier",
        rationale: """
            The order lets a reader search by halving; some versions of Windows do. Where it is broken, a directory that is \
            there may not be found. Writers differ in how they compare names in 16-bit units.
            """,
        remedy:
            "Nothing to do for readers of today; a program that writes images should sort by the standard's rule.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .ecma119("6.9.1"))

    static func weigh(_ row: TreePathTable, in _: Disc, _ findings: inout Findings) {
        let records = row.table.records
        var levels: [Int] = []
        levels.reserveCapacity(records.count)
        for (index, record) in records.enumerated() {
            let parent = Int(record.parent) - 1
            levels.append(levels.indices.contains(parent) ? levels[parent] + 1 : 1)
            guard index > 1 else { continue }
            let before = records[index - 1]
            let why: String
            if levels[index] < levels[index - 1] {
                why = "is at level \(levels[index]), behind one at level \(levels[index - 1])"
            } else if levels[index] == levels[index - 1], record.parent == before.parent,
                IdentifierOrder(row.tree.kind).precedes(record.identifier, before.identifier)
            {
                why =
                    "is named \(row.tree.displayName(of: record)), behind \(row.tree.displayName(of: before))"
            } else {
                continue
            }
            findings.report(
                "record \(index + 1) of \(row.table.name) \(why)",
                at: row.table.place(record, tree: row.tree.kind))
        }
    }

    static var examples: [Example] {
        [
            .fires("/EMPTYDIR in front of /DOCS", .plain, at: "path-table-l[2]") {
                $0.swapRecords("path-table-l[2]", "path-table-l[3]")
            },
            .passes("sorted tables", .everything),
        ]
    }
}
