import Bytes
import DiscModel
import FileSystems
import Specimens

/// Parents are listed before their children, and children in the order of their parents (ECMA-119, 6.9.1).
enum ParentsComeBefore: Rule {
    static let card = RuleCard(
        id: "path-table-parent-order",
        title: "Each path table record names an earlier record as its parent",
        rationale: """
            Windows builds paths from path table L by following parent numbers, which works in one pass only when each points backwards. A \
            number that points to the record itself, forwards or nowhere makes a path that never ends.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .error,
        clause: .ecma119("6.9.1, 9.4.4"))

    static func weigh(_ row: TreePathTable, in _: Disc, _ findings: inout Findings) {
        var last: UInt16 = 1
        for (index, record) in row.table.records.enumerated().dropFirst() {
            let number = index + 1
            func report(_ why: String, expected: String) {
                findings.report(
                    "record \(number) of \(row.table.name) \(why)", expected: expected,
                    actual: "\(record.parent)",
                    at: row.table.place(record, PathTableRecord.parent, tree: row.tree.kind),
                    causedBy: row.tree.cause(ofRecord: index, in: row.table))
            }
            if record.parent == 0 || Int(record.parent) >= number {
                report("names record \(record.parent) as its parent", expected: "1 to \(number - 1)")
                continue
            }
            if record.parent < last {
                report(
                    "has parent \(record.parent), the record before it \(last)", expected: "\(last) or more")
            }
            last = max(last, record.parent)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a directory is its own parent", .plain, at: "path-table-l[2]", PathTableRecord.parent,
                severity: .note
            ) {
                $0.set(PathTableRecord.parent, of: "path-table-l[2]", 2)
            },
            .fires(
                "a parent that is listed later", .plain, at: "path-table-m[2]", PathTableRecord.parentM,
                severity: .note
            ) {
                $0.set(PathTableRecord.parentM, of: "path-table-m[2]", 3)
            },
            .passes("parents first", .relocation),
        ]
    }
}
