import Bytes
import DiscModel
import FileSystems
import Specimens

/// An MBR entry of type EE begins in block 1, and a GPT stands there (UEFI 2.11, 5.2.3).
enum ProtectiveEntryFits: Rule {
    static let card = RuleCard(
        id: "hybrid-mbr-protective",
        title: "An MBR entry that protects a GPT begins where the GPT does",
        rationale: """
            UEFI firmware and Linux look for a GPT only where an entry of type EE begins in block 1. Where none is, Windows \
            shows a "GPT protective partition" of which nothing can be read.
            """,
        remedy: "Compare the first sectors with their source; without a GPT the entry needs another type.",
        severity: .warning,
        clause: Clause("UEFI 2.11", "5.2.3"))

    static func weigh(_ facts: SystemAreaFacts, in disc: Disc, _ findings: inout Findings) {
        for entry in facts.partitions where entry.type == 0xEE {
            if facts.guidTables.isEmpty {
                findings.report(
                    "partition \(entry.number) protects a GPT, and no GPT header stands in block 1",
                    at: entry.place(MBRPartition.type))
            } else if entry.firstBlock != 1 {
                // A second one may cover what lies before or behind the others.
                guard !facts.partitions.contains(where: { $0.type == 0xEE && $0.firstBlock == 1 }) else {
                    continue
                }
                findings.report(
                    "partition \(entry.number), which protects the GPT, begins in block \(entry.firstBlock), so that firmware does not look for the GPT",
                    expected: "1", actual: "\(entry.firstBlock)", at: entry.place(MBRPartition.firstBlock))
            } else if !covers(entry, facts, disc) {
                findings.report(
                    "partition \(entry.number), which protects the GPT, covers \(entry.blocks) blocks and not the image",
                    expected: "\(disc.size / 512 - 1)", actual: "\(entry.blocks)",
                    at: entry.place(MBRPartition.blocks), severity: .note)
            }
        }
    }

    /// Whether an entry ends with the image, or where the GPT does, or says that it has no room for the number (5.2.3). What was
    /// appended later is not covered.
    private static func covers(_ entry: MBRPartition, _ facts: SystemAreaFacts, _ disc: Disc) -> Bool {
        let blocks = UInt64(entry.blocks)
        return entry.blocks == .max || blocks == disc.size / 512 - 1
            || facts.guidTables.contains { $0[GUIDTable.otherBlock] == blocks }
    }

    static var examples: [Example] {
        [
            .fires("an entry that covers little", .plain, at: "system-area", 446 + 12, severity: .note) {
                protect(&$0, from: 1)
                $0.set(
                    MBRPartition.blocks, of: "system-area", at: MasterBootRecord.entry(0).offset, 100)
            },
            .fires("a GPT header without its signature", .plain, at: "system-area", 446 + 4) {
                protect(&$0, from: 1)
                $0.set8("system-area", 512, 0x65)
            },
            .fires("an entry from block 0 on", .plain, at: "system-area", 446 + 8) {
                protect(&$0, from: 0)
            },
            .passes("an entry from block 1 on", .plain) { protect(&$0, from: 1) },
        ]
    }

    private static func protect(_ specimen: inout Specimen, from block: UInt32) {
        specimen.addGUIDTables()
        let at = MasterBootRecord.entry(0).offset
        specimen.set(MBRPartition.type, of: "system-area", at: at, 0xEE)
        specimen.set(MBRPartition.firstBlock, of: "system-area", at: at, block)
        specimen.set(
            MBRPartition.blocks, of: "system-area", at: at, UInt32(clamping: specimen.bytes.count / 512 - 1))
    }
}
