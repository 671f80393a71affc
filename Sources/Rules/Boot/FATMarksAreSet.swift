import Booting
import Bytes
import DiscModel
import FileSystems
import Specimens

/// A FAT file system carries the marks that some readers ask for, and was left clean (FAT 1.03).
enum FATMarksAreSet: Rule {
    static let card = RuleCard(
        id: "boot-fat-marks",
        title: "A FAT file system carries its marks and was left clean",
        rationale: """
            Firmware, GRUB and Linux take a boot sector without 55 AA all the same; programs that look for file systems by marks do \
            not. The kind of medium is recorded in the boot sector and in the table; where they differ, one was \
            damaged. What was not unmounted may lack its last changes.
            """,
        remedy: "Unmount the EFI image before it is copied into the tree; or make it again.",
        severity: .note,
        clause: Clause("FAT32 File System Specification 1.03", "Boot Sector and BPB; FAT Data Structure"))

    static func weigh(_ volume: FATVolume, in _: Disc, _ findings: inout Findings) {
        let sector = volume.facts.bootSector
        let start = volume.facts.window.offset
        if !sector.isSigned {
            findings.report(
                "the boot sector of \(volume.title) does not end with 55 AA",
                at: Place(offset: start.adding(510), length: 2, field: "signature"),
                severity: findings.note(warningIn: [.release]))
        }
        guard let clusters = volume.facts.clusters else { return }
        let table = start.adding(sector.table(0))
        let medium = sector[FATBootSector.media]
        if UInt8(truncatingIfNeeded: clusters.first.0) != medium {
            findings.report(
                "the table of \(volume.title) begins with \(UInt8(truncatingIfNeeded: clusters.first.0).hexadecimal(uppercase: true)), and the kind of medium in its boot sector is \(medium.hexadecimal(uppercase: true))",
                at: Place(offset: table, length: 1, field: "file allocation table"),
                causedBy: volume.facts.differingTables.isEmpty ? nil : FATTablesAgree.self)
        }
        // FAT12 has no such bits.
        let clean: UInt32 = sector.width == 12 ? 0 : sector.width == 16 ? 0xC000 : 0xC00_0000
        guard clusters.first.1 & clean != clean else { return }
        findings.report(
            "\(volume.title) was not unmounted, or a system met errors in it",
            at: Place(
                offset: table.adding(UInt64(sector.width / 8)), length: UInt64(sector.width / 8),
                field: "file allocation table"),
            causedBy: volume.facts.differingTables.isEmpty ? nil : FATTablesAgree.self)
    }

    static var examples: [Example] {
        [
            .fires("no 55 AA", .bootable, at: "efi-image", 510) { $0.set("efi-image", 510, [0]) },
            .fires("another kind of medium", .bootable, at: "efi-image", 512) {
                for table in [512, 1024] { $0.set("efi-image", table, [0xF0]) }
            },
            .fires("a file system that was in use", .fat32, at: "efi-image", 3 * 512 + 4) {
                for table in [3, 4] { $0.set("efi-image", table * 512 + 7, [0x07]) }
            },
            .passes("marks as they should be", .fat32),
        ]
    }
}
