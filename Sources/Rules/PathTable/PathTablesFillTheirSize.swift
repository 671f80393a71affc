import Bytes
import DiscModel
import FileSystems
import Specimens

/// The records of a path table end where its size says (ECMA-119, 8.4.13 and 9.4).
enum PathTablesFillTheirSize: Rule {
    static let card = RuleCard(
        id: "path-table-size-mismatch",
        title: "The records of a path table fill the size that the descriptor gives",
        rationale: """
            A reader takes records until the size is used up. Where the records end early, it reads zeros or leftovers as \
            directories; some writers round the size up to a whole sector.
            """,
        remedy: "Make the image again with a program that records the true size.",
        severity: .warning,
        clause: .ecma119("8.4.13, 9.4"))

    static func weigh(_ row: TreePathTable, in _: Disc, _ findings: inout Findings) {
        let table = row.table
        guard table.isWhole, table.consumed < table.record.bytes.count else { return }
        let rest = table.record.slice(table.consumed..<table.record.bytes.count)
        let isZero = rest.allSatisfy { $0 == 0 }
        findings.report(
            "the records of \(table.name) end after \(table.consumed) of \(table.recordedSize.of("byte"))",
            expected: "\(table.recordedSize.of("byte"))", actual: "\(table.consumed.of("byte"))",
            at: Place(
                offset: table.record.offset + UInt64(table.consumed), length: UInt64(rest.count),
                tree: row.tree.kind, field: "pathTable[\(table.order.rawValue)]"),
            causedBy: isZero ? nil : PathTableRecordsAreWhole.self)
    }

    static var examples: [Example] {
        [
            .fires("the size rounded up to a sector", .plain, at: "path-table-l[3]", 16) {
                $0.set(VolumeDescriptor.pathTableSize, of: "pvd", .sector)
            },
            .passes("the size is the sum of the records", .plain),
        ]
    }
}
