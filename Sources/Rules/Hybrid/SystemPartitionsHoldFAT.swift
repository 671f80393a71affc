import Booting
import Bytes
import DiscModel
import FileSystems
import Specimens

/// A partition whose type says so holds a FAT file system (UEFI 2.11, 13.3 for EFI system partitions).
enum SystemPartitionsHoldFAT: Rule {
    static let card = RuleCard(
        id: "hybrid-esp-fat",
        title: "A partition of the type of FAT or UEFI holds a FAT file system",
        rationale: """
            UEFI firmware goes by what is in a partition, so it passes this one over when the image is on a stick. Firmware that reads \
            the boot catalog of a stick as well hides the fault; other firmware does not, and Windows offers to format the partition. \
            On an emulated hard disk the boot code of the partition is what starts.
            """,
        remedy: "Compare the start of the partition with where the FAT image lies.",
        severity: .warning,
        clause: Clause("UEFI 2.11", "13.3"))

    /// A partition that ought to hold FAT.
    private struct Claimed {
        let partition: NamedPartition
        /// What it is, such as "an EFI system partition".
        let kind: String
        /// What comes of it where there is none.
        let consequence: String
        var isSystem = false
        var cause: (any Rule.Type)?
    }

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        for one in system(of: disc) + data(of: disc) + emulated(in: disc) {
            weigh(one, disc, &findings)
        }
    }

    private static func weigh(_ one: Claimed, _ disc: Disc, _ findings: inout Findings) {
        let run = one.partition.run
        // What lies outside of the image is told as that.
        guard run.length > 0, run.end <= disc.size, !holds(run.offset, disc.nested) else { return }
        let near = neighbour(of: run, disc)
        // Without one nearby it may be a place that is kept for one; who publishes the image means to start from it.
        let alone = one.isSystem ? findings.note(warningIn: [.release]) : .note
        findings.report(
            "\(one.partition.name) is \(one.kind), and no FAT file system begins there (byte \(run.offset))\(near ?? ""); \(one.consequence)",
            at: one.partition.place, severity: near == nil ? alone : nil, causedBy: one.cause)
    }

    // MARK: Partitions

    private static func system(of disc: Disc) -> [Claimed] {
        func claimed(_ partition: NamedPartition, _ cause: (any Rule.Type)?) -> Claimed {
            Claimed(
                partition: partition, kind: "an EFI system partition",
                consequence: startsFromStick(disc)
                    ? "UEFI firmware passes it over, and starts the stick by what it finds elsewhere"
                    : "UEFI firmware passes it over, and starts nothing from a stick",
                isSystem: true, cause: cause)
        }
        let inMBR = (disc.facts(SystemAreaFacts.self)?.partitions ?? []).filter { $0.type == 0xEF }
        let isSound = disc.facts(GUIDPartitionTableFacts.self)?.isSound ?? true
        let inGPT = (disc.facts(SystemAreaFacts.self)?.guidPartitions ?? []).filter {
            $0.typeGUID == GUIDPartition.systemPartition
        }
        return inMBR.map { claimed(NamedPartition($0, at: MBRPartition.firstBlock), nil) }
            + inGPT.compactMap { NamedPartition($0, at: GUIDPartition.firstBlock) }.map {
                claimed($0, isSound ? nil : GUIDTableSumsHold.self)
            }
    }

    /// Those of the MBR that are of the type of FAT. One that holds the file system of the disc itself, from its first sector on or with
    /// descriptors of its own, is the decoration of an isohybrid image.
    private static func data(of disc: Disc) -> [Claimed] {
        (disc.facts(SystemAreaFacts.self)?.partitions ?? []).compactMap { part in
            guard let name = fatName(part.type), part.start > 0, !holdsVolume(part.start, disc) else {
                return nil
            }
            return Claimed(
                partition: NamedPartition(part, at: MBRPartition.firstBlock), kind: typed(part, name),
                consequence: "firmware passes it over, and Windows offers to format it")
        }
    }

    private static func emulated(in disc: Disc) -> [Claimed] {
        (disc.facts(ElToritoFacts.self)?.images ?? []).filter { $0.entry.emulation == .hardDisk }.flatMap {
            image in
            let nested = disc.nested.first { $0.window.run.offset == image.offset }
            let table = nested?.disc.facts(MasterBootRecordFacts.self)
            return (table?.partitions ?? []).compactMap { part -> Claimed? in
                guard let nested, let name = fatName(part.type) else { return nil }
                let start = image.offset.adding(part.start)
                let run = DiscMap.Run(offset: start, length: part.length)
                // What the image cuts off is told as that.
                guard run.end <= nested.window.run.end else { return nil }
                let title = "partition \(part.number) of the hard disk in \(nested.window.title.escaped)"
                return Claimed(
                    partition: NamedPartition(title, run, at: part.place(MBRPartition.firstBlock)),
                    kind: typed(part, name),
                    consequence: "a BIOS that starts the disk finds no system in it", isSystem: true)
            }
        }
    }

    private static func typed(_ part: MBRPartition, _ name: String) -> String {
        "of type \(BootWords.hex(part.type)) (\(name))"
    }

    /// What a type of the MBR stands for, hidden or not.
    private static func fatName(_ type: UInt8) -> String? {
        switch type & 0xEF {
        case 0x01: "FAT12"
        case 0x04, 0x06, 0x0E: "FAT16"
        case 0x0B, 0x0C: "FAT32"
        default: nil
        }
    }

    // MARK: What is there

    /// Whether UEFI starts the image from a stick, by whatever it finds.
    private static func startsFromStick(_ disc: Disc) -> Bool {
        let ways = disc.facts(BootFacts.self)?.capabilities ?? []
        return ways.contains { $0.route == .uefiUSB && $0.level > .none }
    }

    private static func holdsVolume(_ offset: UInt64, _ disc: Disc) -> Bool {
        disc.nested.contains {
            $0.window.run.offset == offset && $0.disc.facts(ISO9660Facts.self)?.primary != nil
        }
    }

    private static func holds(_ offset: UInt64, _ nested: [NestedVolume]) -> Bool {
        nested.contains {
            $0.window.run.offset == offset && $0.disc.facts(FATFacts.self) != nil
                || holds(offset, $0.disc.nested)
        }
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
                $0.addPartition(of: 0xEF, beside: 4)
            },
            .fires(
                "a system partition of nothing", .bootable, at: "system-area", 446 + 8, severity: .note
            ) {
                $0.addPartition(of: 0xEF, beside: 0)
                $0.fill("efi-image", count: 512, with: 0)
            },
            .fires(
                "a partition of nothing", .bootable, at: "system-area", 446 + 8, severity: .note,
                message:
                    "partition 1 is of type 0Ch (FAT32), and no FAT file system begins there (byte 63488); firmware passes it over, and Windows offers to format it"
            ) {
                $0.addPartition(of: 0x0C, beside: 0)
                $0.fill("efi-image", count: 512, with: 0)
            },
            .fires(
                "an emulated hard disk without a file system", .bootable, at: "boot-image", 446 + 8,
                severity: .note
            ) {
                SystemTypeMatchesPartition.makeHardDisk(&$0, systemType: 6)
            },
            .passes("a partition of the EFI image", .bootable) { $0.addPartition(of: 0xEF, beside: 0) },
            .passes("the hidden partition of an isohybrid image, over the disc itself", .bootable) {
                $0.addPartition(of: 0x17, beside: 0)
            },
            .passes("one of FAT from the first sector on", .bootable) {
                $0.addPartition(of: 0x0C, beside: 0)
                $0.set(
                    MBRPartition.firstBlock, of: "system-area", at: MasterBootRecord.entry(0).offset, 0)
            },
        ]
    }
}

extension Specimen {
    /// An MBR with a partition of the EFI image, or so many blocks from it.
    fileprivate mutating func addPartition(of type: UInt8, beside blocks: UInt32) {
        set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
        let at = MasterBootRecord.entry(0).offset
        set(MBRPartition.type, of: "system-area", at: at, type)
        set(
            MBRPartition.firstBlock, of: "system-area", at: at,
            UInt32(clamping: offset("efi-image") / 512) + blocks)
        set(MBRPartition.blocks, of: "system-area", at: at, 32 - blocks)
    }
}
