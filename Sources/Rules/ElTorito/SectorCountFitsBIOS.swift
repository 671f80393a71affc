import Bytes
import DiscModel
import FileSystems
import Specimens

/// A BIOS is told to load something, and no more than there is room for in real mode (El Torito 1.0, 2.2).
enum SectorCountFitsBIOS: Rule {
    static let card = RuleCard(
        id: "eltorito-sector-count",
        title: "The BIOS loads a sensible number of sectors",
        rationale: """
            The count is in sectors of 512 bytes. ISOLINUX and GRUB want 4, Windows 8, an emulated medium 1; they load the \
            rest themselves. With 0 nothing is loaded, with more than 4A0h the image would overwrite the BIOS data at the \
            end of the memory below 640 KiB. A loader cut to fewer sectors than it expects crashes.
            """,
        remedy:
            "Make the image again with the count that the loader asks for (-boot-load-size 4 for ISOLINUX and GRUB).",
        severity: .warning,
        clause: .elTorito("2.2"))

    /// 7C00h + 4A0h × 512 = 9BC00h: just below the extended BIOS data area.
    static let limit: UInt16 = 0x4A0

    static func weigh(_ image: BootImage, in _: Disc, _ findings: inout Findings) {
        guard image.isForBIOS else { return }
        let count = image.entry.sectorCount
        let place = { image.entry.place(BootCatalogEntry.sectorCount) }
        // What no BIOS starts need not fit into what a BIOS has.
        let cause: (any Rule.Type)? = image.isForUEFIOnly ? UEFIImageHasUEFIPlatform.self : nil
        if count == 0 {
            findings.report(
                "the BIOS loads no sector of \(image.words)", expected: "at least 1", actual: "0",
                at: place(),
                causedBy: cause)
        } else if image.entry.emulation != BootCatalogEntry.Emulation.none {
            guard count > 1 else { return }
            findings.report(
                "the BIOS loads \(count.of("sector")) of \(image.words), which emulates a medium",
                expected: "1",
                actual: "\(count)", at: place(), severity: .note)
        } else if count > limit {
            findings.report(
                "the BIOS loads \(count.of("sector")) of \(image.words), more than the memory below 640 KiB holds",
                expected: "at most \(limit)", actual: "\(count)", at: place(), causedBy: cause)
        } else if let file = image.fileLength, count != 4, count != 8, !isWhole(count, of: file) {
            findings.report(
                "the BIOS loads \(image.loadedLength.of("byte")) of \(image.words), which has \(file)",
                expected: "4 or 8 sectors, or all of it", actual: BootWords.count(count, "sector"),
                at: place(),
                severity: .note)
        } else if let file = image.fileLength, image.loadedLength > file.roundedUp(to: .sector) {
            findings.report(
                "the BIOS loads \(image.loadedLength.of("byte")) from \(image.words), which has \(file)",
                expected: "\(((file + 511) / 512).of("sector"))", actual: "\(count)", at: place(),
                severity: .note)
        }
    }

    /// Whether it is all of a file, counted in sectors or in blocks.
    private static func isWhole(_ count: UInt16, of file: UInt64) -> Bool {
        UInt64(count) == file.roundedUp(to: 512) / 512 || UInt64(count) == file.roundedUp(to: .sector) / 512
    }

    static var examples: [Example] {
        [
            .fires("no sectors", .bootable, at: "boot-catalog:initial", BootCatalogEntry.sectorCount) {
                $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog:initial", 0)
            },
            .fires(
                "more than fits below 640 KiB", .bootable, at: "boot-catalog:initial",
                BootCatalogEntry.sectorCount
            ) {
                $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog:initial", 0x4A1)
            },
            .fires(
                "five sectors", .bootable, at: "boot-catalog:initial", BootCatalogEntry.sectorCount,
                severity: .note
            ) {
                $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog:initial", 5)
            },
            .fires(
                "eight sectors of a file of four", .bootable, at: "boot-catalog:initial",
                BootCatalogEntry.sectorCount, severity: .note
            ) {
                $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog:initial", 8)
            },
            .fires(
                "a FAT for UEFI under the platform of the BIOS", .bootable, at: "boot-catalog:entry",
                BootCatalogEntry.sectorCount, severity: .note
            ) {
                $0.set(BootCatalogEntry.platform, of: "boot-catalog:section", 0)
                $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog:entry", 0x4A1)
            },
            .passes("four sectors", .bootable),
            .passes("all 32 sectors of an image of 16 KiB", .bootable) {
                $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog:initial", 32)
                $0.set(BootCatalogEntry.loadRBA, of: "boot-catalog:initial", $0.block("efi-image"))
            },
        ]
    }
}
