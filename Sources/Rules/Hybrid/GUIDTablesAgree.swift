import Bytes
import DiscModel
import FileSystems
import Specimens

/// Both copies of a GPT say the same (UEFI 2.11, 5.3.2).
enum GUIDTablesAgree: Rule {
    static let card = RuleCard(
        id: "hybrid-gpt-backup-differs",
        title: "Both copies of a GPT say the same",
        rationale: """
            Systems read the first table and repair it from the second. Where both are sound and differ, a program changed one of \
            them only, and a repair brings back partitions that are no longer meant.
            """,
        remedy: "See with gdisk which of the two fits the image, and write that one (r, then c or d).",
        severity: .warning,
        clause: Clause("UEFI 2.11", "5.3.2"))

    static func weigh(_ facts: GUIDPartitionTableFacts, in _: Disc, _ findings: inout Findings) {
        guard facts.tables.count == 2 else { return }
        // A copy whose sums do not hold is told by that.
        let isSound = zip(facts.tables, facts.sums).allSatisfy {
            $1.header == $0[GUIDTable.headerCRC] && $1.entries == $0[GUIDTable.entriesCRC]
        }
        guard isSound else { return }
        let (first, backup) = (facts.tables[0], facts.tables[1])
        func compare<Coding>(_ field: Field<Coding>, _ name: String) where Coding.Value: Equatable {
            guard first[field] != backup[field] else { return }
            findings.report(
                "the backup GPT differs from the first in \(name)",
                at: backup.place(field).against(first.place(field), as: ("backup", "first table")))
        }
        compare(GUIDTable.entriesCRC, "the entries")
        compare(GUIDTable.diskGUID, "the GUID of the disk")
        compare(GUIDTable.firstUsable, "the first usable block")
        compare(GUIDTable.lastUsable, "the last usable block")
        compare(GUIDTable.entryCount, "the number of entries")
        compare(GUIDTable.entrySize, "the size of an entry")
    }

    static var examples: [Example] {
        [
            .fires("an entry in the first alone", .plain, at: "padding", 307_200 - 512 + 88) {
                $0.addGUIDTables()
                $0.set("system-area", 1024, Array(repeating: 0x11, count: 32))
                $0.set(GUIDPartition.firstBlock, of: "system-area", at: 1024, 64)
                $0.set(GUIDPartition.lastBlock, of: "system-area", at: 1024, 99)
                $0.sumGUIDTable(block: 1, entries: 2)
            },
            .passes("equal copies", .plain) { $0.addGUIDTables() },
        ]
    }
}
