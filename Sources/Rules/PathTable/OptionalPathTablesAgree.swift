import Bytes
import DiscModel
import FileSystems
import Specimens

/// Optional copies of the path tables hold what the tables hold (ECMA-119, 8.4.15 and 8.4.17).
enum OptionalPathTablesAgree: Rule {
    static let card = RuleCard(
        id: "path-table-optional-differs",
        title: "Optional copies of the path tables equal the tables",
        rationale: """
            A volume may carry each path table twice, so that one scratch does not take both. A copy that says something \
            else is a spare that misleads whoever needs it. Old discs by Microsoft and Nero have such copies; no common reader uses them.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .warning,
        clause: .ecma119("8.4.15, 8.4.17"))

    static func weigh(_ row: TreePathTable, in _: Disc, _ findings: inout Findings) {
        guard row.table.isOptional, let main = row.tree.mainTable(row.table.order) else { return }
        guard main.isWhole, row.table.isWhole else {
            findings.cannotDecide("a path table could not be read to its end")
            return
        }
        PathTableDifference.each(main, row.table, in: row.tree) { difference in
            findings.report(
                "record \(difference.number) \(difference.words)", expected: difference.expected,
                actual: difference.actual, at: difference.place(in: main, row.table, row.tree.kind))
        }
    }

    static var examples: [Example] {
        [
            .fires("the optional L table is the M table", .plain, at: "path-table-m", PathTableRecord.extentM)
            {
                $0.set(VolumeDescriptor.optionalTypeLPathTable, of: "pvd", $0.block("path-table-m"))
            },
            .passes("a copy of the L table", .plain) {
                $0.set(VolumeDescriptor.optionalTypeLPathTable, of: "pvd", $0.block("path-table-l"))
            },
        ]
    }
}
