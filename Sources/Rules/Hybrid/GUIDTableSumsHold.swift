import Bytes
import DiscModel
import FileSystems
import Specimens

/// The checksums of a GPT hold (UEFI 2.11, 5.3.2).
enum GUIDTableSumsHold: Rule {
    static let card = RuleCard(
        id: "hybrid-gpt-crc",
        title: "The checksums of a GPT hold",
        rationale: """
            A header and its entries carry a CRC-32 each. Where one is wrong, Linux does not take that table and looks for the \
            other, gdisk and parted call it damaged, and newer UEFI firmware gives up on media that it cannot repair.
            """,
        remedy:
            "Copy the image again; a program that changed the table has to compute its sums anew (gdisk: v, w).",
        severity: .error,
        clause: Clause("UEFI 2.11", "5.3.2"))

    static func weigh(_ row: MeasuredGUIDTable, in _: Disc, _ findings: inout Findings) {
        let table = row.table
        if let measured = row.sums.header, measured != table[GUIDTable.headerCRC] {
            findings.report(
                "the header of the \(row.name) has another checksum than it records", expected: hex(measured),
                actual: hex(table[GUIDTable.headerCRC]), at: table.place(GUIDTable.headerCRC))
        } else if let measured = row.sums.entries, measured != table[GUIDTable.entriesCRC] {
            findings.report(
                "the entries of the \(row.name) have another checksum than its header records",
                expected: hex(measured), actual: hex(table[GUIDTable.entriesCRC]),
                at: table.place(GUIDTable.entriesCRC))
        }
    }

    private static func hex(_ sum: UInt32) -> String { String(sum, radix: 16, uppercase: true) + "h" }

    static var examples: [Example] {
        [
            .fires("a bit of the header", .plain, at: "system-area", 512 + 16) {
                $0.addGUIDTables()
                $0.set8("system-area", 512 + 56, 1)
            },
            .fires("a bit of the entries", .plain, at: "system-area", 512 + 88) {
                $0.addGUIDTables()
                $0.set8("system-area", 1024, 1)
            },
            .passes("tables as they should be", .plain) { $0.addGUIDTables() },
        ]
    }
}
