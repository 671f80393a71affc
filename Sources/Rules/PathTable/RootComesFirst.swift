import Bytes
import DiscModel
import FileSystems
import Specimens

/// The first path table record is the root (ECMA-119, 6.9.1).
enum RootComesFirst: Rule {
    static let card = RuleCard(
        id: "path-table-root-first",
        title: "The first path table record is the root directory and its own parent",
        rationale: """
            Windows finds directories through path table L and takes its record 1 for the root without asking. If it names another block than the \
            descriptor does, one image has two roots, and who reads which decides what is seen.
            """,
        remedy: "Compare the image with its source; if that is the same, make it again.",
        severity: .error,
        clause: .ecma119("6.9.1"))

    static func weigh(_ row: TreePathTable, in _: Disc, _ findings: inout Findings) {
        let table = row.table
        let cause = row.tree.cause(ofRecord: 0, in: table)
        guard let first = table.records.first else {
            guard table.isWhole else { return }
            findings.report(
                "\(table.name) has no record",
                at: Place(
                    offset: table.record.offset, length: UInt64(table.recordedSize), tree: row.tree.kind,
                    field: "pathTable[\(table.order.rawValue)]"),
                causedBy: cause)
            return
        }
        func report<Coding>(
            _ what: String, _ field: Field<Coding>, expected: String, actual: String,
            severity: Severity? = nil
        ) {
            findings.report(
                "record 1 of \(table.name) \(what)", expected: expected, actual: actual,
                at: table.place(first, field, tree: row.tree.kind), severity: severity, causedBy: cause)
        }
        // Two zeros and a one are seen, and no reader looks at the name.
        let isHabit = [[0, 0], [1]].contains { first.identifier.elementsEqual($0) }
        if !first.identifier.elementsEqual([0]) {
            report(
                "is not named as the root", first.identifierField,
                expected: "one byte 0",
                actual: first.identifier.hexadecimal(separator: " "), severity: isHabit ? .note : nil)
        }
        if first.parent != 1 {
            report(
                "names record \(first.parent) as its parent", PathTableRecord.parent, expected: "1",
                actual: "\(first.parent)")
        }
        let named = row.tree.descriptor.rootRecord.extent.read
        let root = row.tree.blockByTables(of: 0) ?? named
        if first.extent != root {
            report(
                "names block \(first.extent), the \(root == named ? "descriptor" : "other table") names \(root)",
                PathTableRecord.extent, expected: "\(root)", actual: "\(first.extent)")
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "record 1 names another block", .plain, at: "path-table-l", PathTableRecord.extent,
                severity: .note
            ) {
                $0.set(PathTableRecord.extent, of: "path-table-l", $0.block("dir:/DOCS"))
            },
            .fires(
                "record 1 has parent 2", .plain, at: "path-table-m", PathTableRecord.parentM, severity: .note
            ) {
                $0.set(PathTableRecord.parentM, of: "path-table-m", 2)
            },
            .fires("record 1 has a name", .plain, at: "path-table-l", 8, severity: .note) {
                $0.set8("path-table-l", 8, 0x41)
            },
            .fires("both tables name the root with two zeros", .plain, at: "path-table-l", 8, severity: .note)
            {
                for table in ["path-table-l", "path-table-m"] { $0.set8(table, 0, 2) }
            },
            .passes("the root first", .everything),
        ]
    }
}
