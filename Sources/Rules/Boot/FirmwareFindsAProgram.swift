import Booting
import Bytes
import DiscModel
import FileSystems
import Specimens

/// Where an image is meant to boot, the firmware finds a program that it starts, and this what it needs (UEFI 2.11, 3.5.1.1).
enum FirmwareFindsAProgram: Rule {
    static let card = RuleCard(
        id: "boot-program-missing",
        title: "Firmware finds a program that it can start",
        rationale: """
            UEFI starts /EFI/BOOT/BOOTX64.EFI (for other processors BOOTIA32.EFI, BOOTAA64.EFI and so on) of the FAT file system \
            that the boot catalog or a partition table leads to, and shim starts the loader beside it. Without it, or with one for \
            another processor, edk2 and every other firmware go on to the next medium without a word. \
            A BIOS starts ISOLINUX, which resets or hangs without its boot information table and stops without ldlinux.c32; the \
            boot code of isohybrid and GRUB in the first sector holds the place of its loader.
            """,
        remedy:
            "Put the loader where the firmware seeks it, and make the image again with the program that patches it.",
        severity: .error,
        clause: .practice("UEFI 2.11, 3.5.1.1; Syslinux; GRUB"))

    static func weigh(_ told: BootObstacleTold, in disc: Disc, _ findings: inout Findings) {
        let isCount = told.obstacle.kind == .count
        guard isCount || told.obstacle.kind == .program else { return }
        let isLost = told.obstacle.isBlank && holdsProgram(disc)
        var isDamaged = false
        FATVolume.each(in: disc) { isDamaged = isDamaged || !$0.facts.faults.isEmpty }
        findings.report(
            told.sentence, at: Place(offset: told.obstacle.start, field: "boot program"),
            severity: isLost ? .error : told.severity(findings),
            causedBy: isCount ? SectorCountCoversFAT.self : isDamaged ? FATChainsAreWhole.self : nil,
            remedy: isLost
                ? "Copy or download the image again: what should start the machine was lost from this copy, and perhaps more around it."
                : nil)
    }

    /// Whether a tree has a program for UEFI as well: then a blank image for it is none that somebody has yet to fill.
    private static func holdsProgram(_ disc: Disc) -> Bool {
        disc.trees.contains { tree in
            tree.nodes.contains { node in
                guard node.kind == .file else { return false }
                let name = String(decoding: tree.nameBytes(of: node), as: UTF8.self).lowercased()
                return name.hasPrefix("boot") && name.withoutVersion.hasSuffix(".efi")
            }
        }
    }

    private static let both = Specimen { plan in
        plan.elTorito = true
        plan.files.append(.init("/EFI/BOOT/BOOTX64.EFI", .bytes([0x4D, 0x5A])))
    }

    static var examples: [Example] {
        [
            .fires("a folder of another name", .bootable, at: "efi-image", severity: .note) {
                $0.set("efi-image", 3 * 512, Array("EFX".utf8))
            },
            .fires("a program for another processor", .bootable, at: nil, severity: .note) {
                $0.set("efi-image", 6 * 512 + 68, [0x64, 0xAA])
            },
            .fires(
                "ISOLINUX without its table", .isolinux("label a\nkernel /linux\n"), at: nil
            ) {
                $0.set("boot-image", 8, [UInt8](repeating: 0, count: 56))
            },
            .fires(
                "the same of an image that holds a system", .isolinux("label a\nkernel /linux\n"),
                at: "efi-image"
            ) {
                $0.set("efi-image", 3 * 512, Array("EFX".utf8))
            },
            .fires("an image for UEFI that was lost to zeros, beside its program", both, at: "efi-image") {
                $0.fill("efi-image", count: 2 * .sector, with: 0)
            },
            .fires("one that has yet to be filled", .bootable, at: "efi-image", severity: .note) {
                $0.fill("efi-image", count: 2 * .sector, with: 0)
            },
            .passes("a program for x64", .bootable),
        ]
    }
}
