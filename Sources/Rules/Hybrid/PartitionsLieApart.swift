import Bytes
import DiscModel
import FileSystems
import Specimens

/// No partition begins inside another and ends behind it (UEFI 2.11, 5.2.1 and 5.3.3).
enum PartitionsLieApart: Rule {
    static let card = RuleCard(
        id: "hybrid-partition-overlap",
        title: "Partitions do not cut into each other",
        rationale: """
            Hybrid images have partitions that lie whole inside another: the EFI image inside the ISO. One that begins inside \
            another and ends behind it has a wrong start or length; UEFI firmware takes no MBR in which that is so.
            """,
        remedy: "Compare the table with the boot catalog, and make it again.",
        severity: .warning,
        clause: Clause("UEFI 2.11", "5.2.1, 5.3.3"))

    static func weigh(_ facts: SystemAreaFacts, in disc: Disc, _ findings: inout Findings) {
        let isSound = disc.facts(GUIDPartitionTableFacts.self)?.isSound ?? true
        weigh(
            facts.partitions.filter { $0.type != 0 && $0.type != 0xEE }.map {
                NamedPartition($0, at: MBRPartition.firstBlock)
            }, nil, &findings)
        weigh(
            facts.guidPartitions.compactMap { NamedPartition($0, at: GUIDPartition.firstBlock) },
            isSound ? nil : GUIDTableSumsHold.self, &findings)
    }

    private static func weigh(
        _ parts: [NamedPartition], _ cause: (any Rule.Type)?, _ findings: inout Findings
    ) {
        // Those that are still open where the next begins lie in each other, the innermost last.
        var open: [NamedPartition] = []
        let sorted = parts.filter { $0.run.length > 0 }.sorted {
            ($0.run.offset, $1.run.length) < ($1.run.offset, $0.run.length)
        }
        for part in sorted {
            while let last = open.last, last.run.end <= part.run.offset { open.removeLast() }
            if let other = open.last, other.run.end < part.run.end {
                findings.report(
                    "\(part.name) begins at byte \(part.run.offset), inside \(other.name), and ends behind it",
                    expected: "\(other.run.end) or more", actual: "\(part.run.offset)", at: part.place,
                    causedBy: cause)
            }
            open.append(part)
        }
    }

    static var examples: [Example] {
        [
            .fires("an EFI partition that begins in the ISO", .plain, at: "system-area", 446 + 16 + 8) {
                partitions(of: &$0, second: (200, 300))
            },
            .passes("an EFI partition inside the ISO", .plain) {
                partitions(of: &$0, second: (200, 8))
            },
            .passes("one behind the other", .plain) { partitions(of: &$0, second: (256, 8)) },
        ]
    }

    private static func partitions(of specimen: inout Specimen, second: (UInt32, UInt32)) {
        specimen.set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
        for (index, run) in [(UInt32(0), UInt32(256)), second].enumerated() {
            let at = MasterBootRecord.entry(index).offset
            specimen.set(MBRPartition.type, of: "system-area", at: at, 0x83)
            specimen.set(MBRPartition.firstBlock, of: "system-area", at: at, run.0)
            specimen.set(MBRPartition.blocks, of: "system-area", at: at, run.1)
        }
    }
}
