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
            Readers of the path table take record 1 for the root without asking. If it names another block than the \
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
        func report<Coding>(_ what: String, _ field: Field<Coding>, expected: String, actual: String) {
            findings.report(
                "record 1 of \(table.name) \(what)", expected: expected, actual: actual,
                at: table.place(first, field, tree: row.tree.kind), causedBy: cause)
        }
        if !first.identifier.elementsEqual([0]) {
            report(
                "is not named as the root", first.identifierField,
                expected: "one byte 0",
                actual: DisplayName(utf8: [UInt8](first.identifier)).escaped)
        }
        if first.parent != 1 {
            report(
                "names record \(first.parent) as its parent", PathTableRecord.parent, expected: "1",
                actual: "\(first.parent)")
        }
        let root = row.tree.descriptor.rootRecord
        if first.extent != root.extent.read {
            report(
                "names block \(first.extent), the descriptor names \(root.extent.read)",
                PathTableRecord.extent,
                expected: "\(root.extent.read)", actual: "\(first.extent)")
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
            .passes("the root first", .everything),
        ]
    }
}
