import Bytes
import DiscModel
import FileSystems
import Specimens

/// Each path table record has an identifier and ends inside the table (ECMA-119, 9.4).
enum PathTableRecordsAreWhole: Rule {
    static let card = RuleCard(
        id: "path-table-record-malformed",
        title: "Each path table record is whole, and its padding is zero",
        rationale: """
            Records follow each other without a count. One with a wrong length shifts all behind it, and Windows, which \
            uses table L, loses those directories or takes other bytes for them.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .error,
        clause: .ecma119("9.4.1, 9.4.5, 9.4.6"))

    static func weigh(_ row: TreePathTable, in _: Disc, _ findings: inout Findings) {
        let table = row.table
        for (index, record) in table.records.enumerated() {
            guard let padding = record.padding, padding != 0 else { continue }
            findings.report(
                "the byte behind the identifier of record \(index + 1) is \(padding)", expected: "0",
                actual: "\(padding)",
                at: table.place(
                    record, record.identifierField.range.upperBound, 1, tree: row.tree.kind,
                    field: "paddingField"),
                severity: .note)
        }
        let rest = table.record.slice(table.consumed..<table.record.bytes.count)
        guard table.isWhole, let length = rest.first, rest.contains(where: { $0 != 0 }) else { return }
        let why =
            length == 0
            ? "has no identifier"
            : "needs \((8 + Int(length)).of("byte")), and the table has \(rest.count) left"
        findings.report(
            "record \(table.records.count + 1) of \(table.name) \(why)",
            at: Place(
                offset: table.record.offset + UInt64(table.consumed), length: UInt64(rest.count),
                tree: row.tree.kind, field: "pathTable[\(table.order.rawValue)]"))
    }

    static var examples: [Example] {
        [
            .fires("the last record reaches over the end", .plain, at: "path-table-l[3]") {
                $0.set(PathTableRecord.identifierLength, of: "path-table-l[3]", 9)
            },
            .fires("a record without identifier", .plain, at: "path-table-m[2]") {
                $0.set(PathTableRecord.identifierLength, of: "path-table-m[2]", 0)
            },
            .fires("a padding byte that is not zero", .plain, at: "path-table-l[1]", 9, severity: .note) {
                $0.set8("path-table-l[1]", 9, 1)
            },
            .passes("whole records", .everything),
        ]
    }
}
