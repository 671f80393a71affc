import Bytes
import DiscModel
import FileSystems
import Specimens

/// The second GPT header stands in the last block of the image (UEFI 2.11, 5.3.2).
enum BackupTableIsLast: Rule {
    static let card = RuleCard(
        id: "hybrid-gpt-backup-not-last",
        title: "The backup of a GPT stands in the last block of the image",
        rationale: """
            Padding that is added after the table was made leaves the backup inside the image. The same is seen on every stick \
            that is larger than its image: Linux and parted mention it, and all of them read the partitions.
            """,
        remedy: "Nothing; gdisk moves the backup to the end (x, e).",
        severity: .note,
        clause: Clause("UEFI 2.11", "5.3.2"))

    static func weigh(_ facts: GUIDPartitionTableFacts, in disc: Disc, _ findings: inout Findings) {
        guard facts.tables.count > 1, let table = facts.tables.first else { return }
        let last = disc.size / 512 - min(1, disc.size / 512)
        let block = table[GUIDTable.otherBlock]
        guard block < last else { return }
        findings.report(
            "the backup of the GPT stands in block \(block), and \((last - block).of("block")) of 512 bytes follow it",
            expected: "\(last)", actual: "\(block)", at: table.place(GUIDTable.otherBlock),
            causedBy: facts.isSound ? nil : GUIDTableSumsHold.self)
    }

    static var examples: [Example] {
        [
            .fires("padding behind the backup", .plain, at: "system-area", 512 + 32) {
                $0.addGUIDTables()
                $0.append(Array(repeating: 0, count: .sector))
            },
            .passes("a backup at the end", .plain) { $0.addGUIDTables() },
        ]
    }
}
