import Bytes
import DiscModel
import FileSystems
import Specimens

/// Both path tables hold the same records, byte order apart (ECMA-119, 6.9.2).
enum PathTablesAgree: Rule {
    static let card = RuleCard(
        id: "path-table-l-vs-m",
        title: "Path tables L and M hold the same records",
        rationale: """
            Windows reads table L, old Macintosh and Amiga systems table M, so a difference shows different directories to different \
            readers. It is also the cheapest witness of a damaged byte: almost no other program compares the tables.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .error,
        clause: .ecma119("6.9.2, 9.4"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard let left = tree.mainTable(.l), let right = tree.mainTable(.m) else { return }
        guard left.isWhole, right.isWhole else {
            findings.cannotDecide("a path table could not be read to its end")
            return
        }
        let shared = left.record.offset == right.record.offset ? PathTablesLieApart.self : nil
        PathTableDifference.each(left, right, in: tree) { difference in
            findings.report(
                "record \(difference.number) \(difference.words)", expected: difference.expected,
                actual: difference.actual, at: difference.place(in: left, right, tree.kind), causedBy: shared)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "the M table says another block for /DOCS", .plain, at: "path-table-m[2]",
                PathTableRecord.extentM
            ) {
                $0.set(PathTableRecord.extentM, of: "path-table-m[2]", 99)
            },
            .fires(
                "the L table says another block for /DOCS, and the tree bears out M", .plain,
                at: "path-table-l[2]", PathTableRecord.extent
            ) {
                $0.set(PathTableRecord.extent, of: "path-table-l[2]", 99)
            },
            .fires(
                "the L table says another parent", .joliet, at: "svd:path-table-l[3]", PathTableRecord.parent
            ) {
                $0.set(PathTableRecord.parent, of: "svd:path-table-l[3]", 2)
            },
            .fires(
                "the L table leads to another directory, and the tree bears out M", .plain,
                at: "path-table-l[2]", PathTableRecord.extent
            ) {
                $0.set(PathTableRecord.extent, of: "path-table-l[2]", $0.block("dir:/EMPTYDIR"))
            },
            .fires("another name in the M table", .plain, at: "path-table-m[2]", 8) {
                $0.set8("path-table-m[2]", 8, 0x42)
            },
            .fires("another name in the L table", .plain, at: "path-table-l[2]", 8) {
                $0.set8("path-table-l[2]", 8, 0x42)
            },
            .fires("a record less in the M table", .plain, at: "path-table-m[3]") {
                $0.set(PathTableRecord.identifierLength, of: "path-table-m[3]", 0)
            },
            .passes("equal tables", .everything),
        ]
    }
}
