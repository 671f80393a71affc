import Booting
import Bytes
import DiscModel
import FileSystems
import Specimens

/// The copy of the boot sector of a FAT32 says what the boot sector says (FAT 1.03).
enum FATBackupAgrees: Rule {
    static let card = RuleCard(
        id: "boot-fat-backup",
        title: "The copy of a FAT32's boot sector says the same",
        rationale: """
            Readers use the boot sector alone, and a repair takes the copy. Where their numbers differ, one of them was damaged. Boot \
            code, label and serial number may differ: programs change them in the boot sector only.
            """,
        remedy: "Compare both with the source of the EFI image; fsck.fat asks which to keep.",
        severity: .warning,
        clause: Clause("FAT32 File System Specification 1.03", "Boot Sector and BPB"))

    /// Numbers of the file system; between them the place on the disk, and marks that systems leave.
    private static let compared = [11..<28, 32..<64, 82..<90]

    static func weigh(_ volume: FATVolume, in _: Disc, _ findings: inout Findings) {
        guard let backup = volume.facts.backup else { return }
        let first = volume.facts.bootSector.record
        let copy = backup.record
        guard !copy.isFilled(with: 0) else { return }
        let differing = compared.joined().first { first.u8($0) != copy.u8($0) }
        guard let at = differing else { return }
        findings.report(
            "the copy of the boot sector of \(volume.title) differs from it in byte \(at)",
            expected: first.u8(at).hexadecimal(uppercase: true),
            actual: copy.u8(at).hexadecimal(uppercase: true),
            at: Place(offset: copy.offset.adding(UInt64(at)), length: 1, field: "copy of the boot sector")
                .against(first.place(at, 1), as: ("copy", "boot sector")))
    }

    static var examples: [Example] {
        [
            .fires("one number in the copy", .fat32, at: "efi-image", 1024 + 32) {
                $0.set("efi-image", 1024 + 32, [1])
            },
            .passes("another serial number in the boot sector", .fat32) { $0.set("efi-image", 67, [1]) },
        ]
    }
}
