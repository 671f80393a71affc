import Bytes
import DiscModel
import FileSystems
import Specimens

/// Partitions of a GPT end where they can, and behind their beginning (UEFI 2.11, 5.3.3).
enum GUIDPartitionsAreUsable: Rule {
    static let card = RuleCard(
        id: "hybrid-gpt-usable-range",
        title: "Partitions of a GPT end inside the usable blocks",
        rationale: """
            What lies behind the last usable block is the backup of the table: who writes to the end of such a partition destroys \
            it. A partition that ends before it begins is taken by nobody. That partitions begin before the first usable \
            block is a habit of all hybrid images.
            """,
        remedy: "Make the table again with the program that made the image.",
        severity: .warning,
        clause: Clause("UEFI 2.11", "5.3.3"))

    static func weigh(_ facts: GUIDPartitionTableFacts, in disc: Disc, _ findings: inout Findings) {
        guard let table = facts.tables.first else { return }
        let cause: (any Rule.Type)? = facts.isSound ? nil : GUIDTableSumsHold.self
        let last = table[GUIDTable.lastUsable]
        for part in facts.partitions {
            let place = part.place(GUIDPartition.lastBlock)
            let end = part[GUIDPartition.lastBlock]
            if end < part[GUIDPartition.firstBlock] {
                findings.report(
                    "GPT partition \(part.number) ends in block \(end), before it begins (\(part[GUIDPartition.firstBlock]))",
                    at: place, causedBy: cause)
            } else if end > last, end < disc.size / 512 {
                // Behind the end of the image is another rule's matter.
                findings.report(
                    "GPT partition \(part.number) ends in block \(end), behind the last usable one",
                    expected: "\(last) or less", actual: "\(end)", at: place, causedBy: cause)
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("a partition over the backup", .plain, at: "system-area", 1024 + 40) {
                $0.addGUIDTables()
                let last = UInt64($0.bytes.count / 512 - 1)
                $0.addGUIDPartition(1, type: Array(repeating: 0x11, count: 16), blocks: 64...last)
            },
            .passes("a partition from block 0 on", .plain) {
                $0.addGUIDTables()
                $0.addGUIDPartition(1, type: Array(repeating: 0x11, count: 16), blocks: 0...99)
            },
        ]
    }
}
