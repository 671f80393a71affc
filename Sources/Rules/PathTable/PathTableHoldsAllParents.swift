import Bytes
import DiscModel
import FileSystems
import Specimens

/// There are no more directories than a parent number can count (ECMA-119, 9.4.4).
enum PathTableHoldsAllParents: Rule {
    /// The largest parent number, a number of 16 bits.
    static let limit = 65_535

    static let card = RuleCard(
        id: "path-table-dir-count-limit",
        title: "A tree has at most 65,535 directories",
        rationale: """
            The path table counts parents with 16 bits. What lies in a directory with a higher number cannot be listed \
            rightly, and readers that use the table put it elsewhere. Writers warn and go on; large mirrors reach the limit.
            """,
        remedy: "Pack part of the tree into archives, or rely on readers that go by directories only.",
        severity: .warning,
        clause: .ecma119("9.4.4"))

    static func weigh(_ row: TreePathTable, in _: Disc, _ findings: inout Findings) {
        let count = max(row.table.records.count, row.tree.directories.count)
        guard count > limit else { return }
        findings.report(
            "\(row.table.name) would need parent numbers up to \(count)", expected: "\(limit) or less",
            actual: "\(count)",
            at: Place(
                offset: row.table.record.offset, length: UInt64(row.table.recordedSize), tree: row.tree.kind,
                field: "pathTable[\(row.table.order.rawValue)]"))
    }

    static var examples: [Example] {
        [
            .fires("a table of 70,000 records", .plain, at: "padding", 307_200) {
                // Ten bytes each: a name of one letter at the block of the root, child of the root.
                let record: [UInt8] = [1, 0] + $0.get("path-table-l", 2, count: 4) + [1, 0, 0x41, 0]
                let table = Array(repeatElement(record, count: 70_000).joined())
                $0.set(VolumeDescriptor.typeLPathTable, of: "pvd", UInt32($0.bytes.count / .sector))
                $0.set(VolumeDescriptor.pathTableSize, of: "pvd", UInt32(table.count))
                $0.append(table)
            },
            .passes("a few directories", .plain),
        ]
    }
}
