import Bytes
import DiscModel
import FileSystems
import Specimens

/// For an emulated hard disk, byte 4 of the entry copies the partition type from the image (El Torito 1.0, 2.2).
enum SystemTypeMatchesPartition: Rule {
    static let card = RuleCard(
        id: "eltorito-system-type",
        title: "The system type of an emulated hard disk is that of its partition",
        rationale: """
            A BIOS may go by the entry or by the partition table in the image; where they differ, it depends on the machine \
            what starts. Without hard disk emulation the byte has no meaning, and programs leave it zero.
            """,
        remedy: "Make the image again from a hard disk image with one partition.",
        severity: .warning,
        clause: .elTorito("2.2"))

    static func weigh(_ image: BootImage, in _: Disc, _ findings: inout Findings) {
        let entry = image.entry
        let place = { entry.place(BootCatalogEntry.systemType) }
        guard entry.emulation == .hardDisk else {
            guard entry.systemType != 0 else { return }
            findings.report(
                "\(entry.words) has system type \(BootWords.hex(entry.systemType)) without an emulated hard disk",
                expected: "00h", actual: BootWords.hex(entry.systemType), at: place(), severity: .note)
            return
        }
        let types = partitionTypes(image.head)
        guard !types.contains(entry.systemType) else { return }
        let found =
            types.isEmpty
            ? "no partition"
            : "a partition of type \(types.map { BootWords.hex($0) }.joined(separator: ", "))"
        findings.report(
            "\(entry.words) has system type \(BootWords.hex(entry.systemType)), its image \(found)",
            expected: types.first.map { BootWords.hex($0) }, actual: BootWords.hex(entry.systemType),
            at: place())
    }

    /// Types in the partition table of a hard disk image.
    private static func partitionTypes(_ head: Record) -> [UInt8] {
        MasterBootRecord.partitions(in: head).map(\.type).filter { $0 != 0 }
    }

    /// Makes the BIOS image a hard disk with a partition of type 6.
    static func makeHardDisk(_ specimen: inout Specimen, systemType: UInt8) {
        specimen.set(
            "boot-image", MasterBootRecord.entry(0).offset,
            [0x80, 0, 2, 0, 6, 0, 4, 0, 1, 0, 0, 0, 3, 0, 0, 0])
        specimen.fixBootInformationTable()
        specimen.set(BootCatalogEntry.mediaType, of: "boot-catalog:initial", 4)
        specimen.set(BootCatalogEntry.systemType, of: "boot-catalog:initial", systemType)
    }

    static var examples: [Example] {
        [
            .fires(
                "type 0B in the entry, 06 in the image", .bootable, at: "boot-catalog:initial",
                BootCatalogEntry.systemType
            ) {
                makeHardDisk(&$0, systemType: 0x0B)
            },
            .fires(
                "a hard disk without partitions", .bootable, at: "boot-catalog:initial",
                BootCatalogEntry.systemType
            ) {
                $0.set(BootCatalogEntry.mediaType, of: "boot-catalog:initial", 4)
            },
            .fires(
                "a system type without emulation", .bootable, at: "boot-catalog:initial",
                BootCatalogEntry.systemType, severity: .note
            ) { $0.set(BootCatalogEntry.systemType, of: "boot-catalog:initial", 6) },
            .passes("no emulation, no type", .bootable),
            .passes("type 06 in both", .bootable) { makeHardDisk(&$0, systemType: 6) },
        ]
    }
}
