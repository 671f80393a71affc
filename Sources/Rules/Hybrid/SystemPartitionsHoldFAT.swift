import Bytes
import DiscModel
import FileSystems
import Specimens

/// An EFI system partition holds a FAT file system (UEFI 2.11, 13.3).
enum SystemPartitionsHoldFAT: Rule {
    static let card = RuleCard(
        id: "hybrid-esp-fat",
        title: "An EFI system partition holds a FAT file system",
        rationale: """
            UEFI firmware looks there for its program when the image is on a stick. Firmware that reads the boot catalog of a \
            stick as well hides the fault; other firmware and Windows do not.
            """,
        remedy: "Compare the start of the partition with where the EFI image lies.",
        severity: .warning,
        clause: Clause("UEFI 2.11", "13.3"))

    static func weigh(_ facts: SystemAreaFacts, in disc: Disc, _ findings: inout Findings) {
        for part in facts.partitions where part.type == 0xEF {
            weigh(
                "partition \(part.number)", .init(offset: part.start, length: part.length),
                part.place(MBRPartition.firstBlock), nil, disc, &findings)
        }
        let isSound = disc.facts(GUIDPartitionTableFacts.self)?.isSound ?? true
        for part in facts.guidPartitions where part.typeGUID == GUIDPartition.systemPartition {
            guard let run = part.blocks else { continue }
            weigh(
                "GPT partition \(part.number)", run, part.place(GUIDPartition.firstBlock),
                isSound ? nil : GUIDTableSumsHold.self, disc, &findings)
        }
    }

    private static func weigh(
        _ name: String, _ run: DiscMap.Run, _ place: Place, _ cause: (any Rule.Type)?, _ disc: Disc,
        _ findings: inout Findings
    ) {
        // What lies outside of the image is told as that.
        guard run.length > 0, run.end <= disc.size, !holdsFAT(run.offset, disc) else { return }
        let near = neighbour(of: run, disc)
        // Without one nearby it may be a place that is kept for one.
        findings.report(
            "\(name) is an EFI system partition, and no FAT file system begins there (byte \(run.offset))\(near ?? "")",
            at: place, severity: near == nil ? .note : nil, causedBy: cause)
    }

    private static func holdsFAT(_ offset: UInt64, _ disc: Disc) -> Bool {
        disc.nested.contains { $0.window.run.offset == offset && $0.disc.facts(FATFacts.self) != nil }
    }

    /// A FAT that begins nearby is what was meant.
    private static func neighbour(of run: DiscMap.Run, _ disc: Disc) -> String? {
        let near = disc.nested.first {
            let other = $0.window.run
            return other.offset < run.end && run.offset < other.end && $0.disc.facts(FATFacts.self) != nil
        }
        return near.map { "; that of \($0.window.title.escaped) begins at byte \($0.window.run.offset)" }
    }

    static var examples: [Example] {
        [
            .fires("a partition beside the EFI image", .bootable, at: "system-area", 446 + 8) {
                $0.addSystemPartition(beside: 4)
            },
            .fires("a partition of nothing", .bootable, at: "system-area", 446 + 8, severity: .note) {
                $0.addSystemPartition(beside: 0)
                $0.fill("efi-image", count: 512, with: 0)
            },
            .passes("a partition of the EFI image", .bootable) { $0.addSystemPartition(beside: 0) },
        ]
    }
}

extension Specimen {
    /// An MBR with an EFI system partition of the EFI image, or so many blocks from it.
    fileprivate mutating func addSystemPartition(beside blocks: UInt32) {
        set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
        let at = MasterBootRecord.entry(0).offset
        set(MBRPartition.type, of: "system-area", at: at, 0xEF)
        set(
            MBRPartition.firstBlock, of: "system-area", at: at,
            UInt32(clamping: offset("efi-image") / 512) + blocks)
        set(MBRPartition.blocks, of: "system-area", at: at, 32 - blocks)
    }
}
