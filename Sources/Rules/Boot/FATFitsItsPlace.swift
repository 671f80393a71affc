import Booting
import Bytes
import DiscModel
import FileSystems
import Specimens

/// A FAT file system is no longer than the partition or file that holds it, and knows where that begins (FAT 1.03).
enum FATFitsItsPlace: Rule {
    static let card = RuleCard(
        id: "boot-fat-size",
        title: "A FAT file system fits into what holds it",
        rationale: """
            What lies behind the end of the partition or of the boot image belongs to somebody else: a file that is written there \
            destroys it, a check of the file system fails, and Windows may not show the partition. Usually an EFI image was \
            cut, or an entry of a partition table counts too few blocks.
            """,
        remedy:
            "Compare the EFI image with its source and the sizes in the partition table with that of the file.",
        severity: .warning,
        clause: Clause("FAT32 File System Specification 1.03", "Boot Sector and BPB"))

    static func weigh(_ volume: FATVolume, in disc: Disc, _ findings: inout Findings) {
        let sector = volume.facts.bootSector
        let run = volume.window.run
        func place(_ field: Int, _ length: UInt64, _ name: String) -> Place {
            Place(offset: run.offset.adding(UInt64(field)), length: length, field: name)
        }
        if sector.length > run.length, isKnown(volume, disc) {
            let isShort = sector[FATBootSector.totalSectors16] > 0
            let room = volume.window.title.escaped
            findings.report(
                "\(volume.title) has \(sector.length.of("byte")), and \(room) \(run.length)",
                at: place(isShort ? 19 : 32, isShort ? 2 : 4, "total sectors"),
                causedBy: run.end >= disc.size ? ImageTruncated.self : nil)
        }
        let hidden = UInt64(sector[FATBootSector.hiddenSectors]).times(sector.bytesPerSector)
        guard volume.window.role == .partition, hidden > 0, hidden != run.offset else { return }
        findings.report(
            "\(volume.title) says that it begins at byte \(hidden) of its disk, and it begins at \(run.offset)",
            at: place(28, 4, "hidden sectors"), severity: .note)
    }

    /// Whether something tells how long the place is: the catalog does not tell the length of a boot image.
    private static func isKnown(_ volume: FATVolume, _ disc: Disc) -> Bool {
        guard volume.window.role == .bootImage else { return true }
        let images = disc.facts(ElToritoFacts.self)?.images ?? []
        return images.contains { $0.offset == volume.window.run.offset && $0.lengthSource == .file }
    }

    static var examples: [Example] {
        [
            .fires("a FAT that counts more sectors than its file has", .bootable, at: "efi-image", 19) {
                $0.set16LE("efi-image", 19, 64)
            },
            .passes("a FAT as long as its file", .bootable),
        ]
    }
}
