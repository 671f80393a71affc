import Bytes
import DiscModel
import FileSystems
import Specimens

/// A GPT header says where it stands, and what it says of its entries and of the disk is possible (UEFI 2.11, 5.3.2).
enum GUIDHeadersFit: Rule {
    static let card = RuleCard(
        id: "hybrid-gpt-header",
        title: "A GPT header fits the disk and its entries",
        rationale: """
            Linux takes no table whose header names another block than its own, whose usable blocks lie outside of the disk, or \
            whose entries are not of 128 bytes; gdisk calls it damaged.
            """,
        remedy: "Make the table again with the program that made the image; gdisk repairs it (v, w).",
        severity: .error,
        clause: Clause("UEFI 2.11", "5.3.2"))

    static func weigh(_ row: MeasuredGUIDTable, in disc: Disc, _ findings: inout Findings) {
        let table = row.table
        let isDamaged = row.sums.header != table[GUIDTable.headerCRC]
        func report<Coding>(
            _ words: String, _ field: Field<Coding>, expected: String, actual: String,
            severity: Severity? = nil
        ) {
            findings.report(
                "the header of the \(row.name) \(words)", expected: expected, actual: actual,
                at: table.place(field), severity: severity,
                causedBy: isDamaged ? GUIDTableSumsHold.self : nil)
        }
        let own = row.isBackup ? table.offset / 512 : 1
        if table[GUIDTable.ownBlock] != own {
            report(
                "names another block than its own", GUIDTable.ownBlock, expected: "\(own)",
                actual: "\(table[GUIDTable.ownBlock])")
        }
        if row.isBackup, table[GUIDTable.otherBlock] != 1 {
            report(
                "does not name block 1 as that of the first", GUIDTable.otherBlock, expected: "1",
                actual: "\(table[GUIDTable.otherBlock])", severity: .warning)
        }
        if !(92...512).contains(table[GUIDTable.headerSize]) {
            report(
                "has a size that no header has", GUIDTable.headerSize, expected: "92 to 512",
                actual: "\(table[GUIDTable.headerSize])")
        }
        let size = table[GUIDTable.entrySize]
        if size != 128 {
            let isLegal = size >= 128 && size.nonzeroBitCount == 1
            report(
                "has entries of \(size) bytes, and Linux reads none but those of 128", GUIDTable.entrySize,
                expected: "128", actual: "\(size)", severity: isLegal ? .warning : nil)
        }
        let (first, last) = (table[GUIDTable.firstUsable], table[GUIDTable.lastUsable])
        if last < first || last >= disc.size / 512 && disc.size >= (disc.iso?.declaredSize ?? 0) {
            report(
                "says that blocks \(first) to \(last) are usable", GUIDTable.lastUsable,
                expected: "\(first) to \(disc.size / 512 - min(1, disc.size / 512))", actual: "\(last)")
        }
        let entries = table.entries
        let end = (entries.offset.adding(entries.length).adding(511)) / 512
        if !row.isBackup, first < end, entries.offset < first.times(512) {
            report(
                "counts blocks of its own entries as usable", GUIDTable.firstUsable,
                expected: "\(end) or more", actual: "\(first)", severity: .warning)
        }
    }

    static var examples: [Example] {
        [
            .fires("another block than its own", .plain, at: "system-area", 512 + 24) {
                $0.addGUIDTables()
                $0.set(GUIDTable.ownBlock, of: "system-area", at: 512, 2)
                $0.sumGUIDTable(block: 1, entries: 2)
            },
            .fires("entries of 256 bytes", .plain, at: "system-area", 512 + 84, severity: .warning) {
                $0.addGUIDTables()
                $0.set(GUIDTable.entryCount, of: "system-area", at: 512, 64)
                $0.set(GUIDTable.entrySize, of: "system-area", at: 512, 256)
                $0.sumGUIDTable(block: 1, entries: 2)
            },
            .fires("usable blocks behind the end", .plain, at: "system-area", 512 + 48) {
                $0.addGUIDTables()
                $0.set(GUIDTable.lastUsable, of: "system-area", at: 512, 1 << 20)
                $0.sumGUIDTable(block: 1, entries: 2)
            },
            .passes("tables as they should be", .plain) { $0.addGUIDTables() },
        ]
    }
}
