import Bytes
import DiscModel
import FileSystems
import Specimens

/// The second GPT header stands where the first says (UEFI 2.11, 5.3.2).
enum BackupTableIsThere: Rule {
    static let card = RuleCard(
        id: "hybrid-gpt-backup-missing",
        title: "The backup of a GPT stands where its header says",
        rationale: """
            Linux, gdisk and parted look for the backup and complain without it; none of them fails to read the partitions. It is \
            the first thing that a cut image loses.
            """,
        remedy: "Compare the size of the image with its source; gdisk writes the backup anew.",
        severity: .warning,
        clause: Clause("UEFI 2.11", "5.3.2"))

    static func weigh(_ facts: GUIDPartitionTableFacts, in disc: Disc, _ findings: inout Findings) {
        guard facts.tables.count == 1, let table = facts.tables.first else { return }
        let offset = table[GUIDTable.otherBlock].times(512)
        // A header that is damaged itself says nothing.
        let isDamaged = facts.sums.first.map { $0.header != table[GUIDTable.headerCRC] } ?? false
        let words = offset < disc.size ? "where something else stands" : "behind the end of the image"
        findings.report(
            "the backup of the GPT is to stand in block \(table[GUIDTable.otherBlock]), \(words)",
            at: table.place(GUIDTable.otherBlock), causedBy: isDamaged ? GUIDTableSumsHold.self : nil)
    }

    static var examples: [Example] {
        [
            .fires("a backup of zeros", .plain, at: "system-area", 512 + 32) {
                $0.addGUIDTables()
                $0.fill("system-area", $0.bytes.count - 512, count: 512, with: 0)
            },
            .passes("both tables", .plain) { $0.addGUIDTables() },
        ]
    }
}
