import Bytes
import DiscModel
import FileSystems
import Specimens

/// A first sector with a partition table ends with 55 AA (UEFI 2.11, 5.2.1).
enum PartitionTableIsSigned: Rule {
    static let card = RuleCard(
        id: "hybrid-mbr-signature",
        title: "A first sector with partitions carries its signature",
        rationale: """
            Linux, Windows and every BIOS take a sector without 55 AA at byte 510 for one without partitions, and Linux and Windows do not \
            look for the GPT behind it either: the stick is empty to them. Some UEFI firmware does not ask for it.
            """,
        remedy: "Write 55 AA to byte 510, or make the image again.",
        severity: .warning,
        clause: Clause("UEFI 2.11", "5.2.1"))

    static func weigh(_ facts: SystemAreaFacts, in disc: Disc, _ findings: inout Findings) {
        let sector = facts.area.part(0, 512)
        guard !MasterBootRecord.isSigned(sector), facts.bootBlock == nil else { return }
        let isTable = holdsTable(sector, disc)
        guard isTable || !facts.guidTables.isEmpty else { return }
        findings.report(
            isTable
                ? "the first sector holds a partition table, and not the signature 55 AA"
                : "a GPT stands behind a first sector without the signature 55 AA",
            expected: "55 AA",
            actual:
                "\(sector.u8(510).hexadecimal(uppercase: true)) \(sector.u8(511).hexadecimal(uppercase: true))",
            at: sector.place(510, 2, field: "signature"))
    }

    /// Whether four entries stand there that could be those of a table: blank ones, and at least one that lies in the image.
    private static func holdsTable(_ sector: Record, _ disc: Disc) -> Bool {
        let entries = MasterBootRecord.entries(in: sector)
        let used = entries.filter { !$0.record.isFilled(with: 0) }
        return !used.isEmpty
            && used.allSatisfy { entry in
                [0, 0x80].contains(entry.status) && entry.blocks > 0
                    && (entry.type == 0xEE || entry.start.adding(entry.length) <= disc.size.adding(1 << 20))
            }
    }

    static var examples: [Example] {
        let at = MasterBootRecord.entry(0).offset
        return [
            .fires("a partition, and no signature", .plain, at: "system-area", 510) {
                $0.set(MBRPartition.type, of: "system-area", at: at, 0x17)
                $0.set(MBRPartition.blocks, of: "system-area", at: at, 100)
            },
            .fires("a GPT, and no signature", .plain, at: "system-area", 510) {
                $0.addGUIDTables()
                $0.set("system-area", 510, [0, 0])
            },
            .passes("a GPT and the signature", .plain) { $0.addGUIDTables() },
        ]
    }
}
