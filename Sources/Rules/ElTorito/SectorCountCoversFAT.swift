import Booting
import Bytes
import DiscModel
import FileSystems
import Specimens

/// The sector count of a UEFI entry covers the file system in the image, or is 0 or 1 (UEFI 2.10, 13.3.2.1).
enum SectorCountCoversFAT: Rule {
    private static let oscdimg = Exemption(
        .oscdimg, "oscdimg writes 1, and UEFI then takes all up to the end of the volume")

    static let card = RuleCard(
        id: "eltorito-sector-count-uefi",
        title: "The sector count of a UEFI entry covers its file system",
        rationale: """
            UEFI makes a disk of as many sectors as the entry counts; with 0 or 1 it takes everything up to the end of the \
            volume. Files behind a count that is too short cannot be read. Some firmware counts in blocks of 2048 bytes and \
            gets along, other firmware does not. The field has 16 bits, so that an image of 32 MiB or more needs 0, as xorriso \
            writes it.
            """,
        remedy:
            "Make the image again with a program that counts the whole EFI image, or that writes 0 where the count does not fit (xorriso); or change the field to the number that is expected.",
        severity: .warning,
        clause: Clause("UEFI 2.10", "13.3.2.1"),
        exemptions: [oscdimg])

    static func weigh(_ image: BootImage, in disc: Disc, _ findings: inout Findings) {
        guard image.isUEFI, image.entry.isBootable, let needed = image.fatLength ?? image.fileLength else {
            return
        }
        let count = image.entry.sectorCount
        let place = { image.entry.place(BootCatalogEntry.sectorCount) }
        let sectors = needed.roundedUp(to: 512) / 512
        if count <= 1 {
            guard sectors > 1, sectors <= UInt16.max else { return }
            findings.report(
                "\(image.words) is counted as \(BootWords.count(count, "sector")), so UEFI takes everything up to the end of the volume",
                expected: "\(sectors)", actual: "\(count)", at: place(), severity: .note,
                exempt: count == 1 ? oscdimg : nil)
        } else if UInt64(count) < sectors, count != UInt16.max || sectors <= UInt16.max {
            let fits = sectors <= UInt16.max
            let isWrapped = !fits && sectors % 65_536 == UInt64(count)
            findings.report(
                "\(image.words) has \(needed.of("byte")), of which the entry counts \(image.loadedLength)"
                    + (isWrapped
                        ? ": its \(sectors) sectors do not fit in 16 bits and were cut to \(count)" : ""),
                expected: fits ? sectors.of("sector") : "0, which means all up to the end of the volume",
                actual: "\(count)", at: place(), severity: severity(in: disc, findings))
        } else if image.loadedLength > max(needed, image.fileLength ?? 0).roundedUp(to: .sector) {
            findings.report(
                "\(image.words) has \(needed.of("byte")), the entry counts \(image.loadedLength)",
                expected: "\(sectors.of("sector"))", actual: "\(count)", at: place(), severity: .note)
        }
    }

    /// An error where nothing but this stands in the way of a system; nil where it is a matter of firmware.
    private static func severity(in disc: Disc, _ findings: Findings) -> Severity? {
        var severity: Severity?
        BootObstacleTold.each(in: disc) { told in
            if told.obstacle.kind == .count { severity = max(.warning, told.severity(findings)) }
        }
        return severity
    }

    static var examples: [Example] {
        [
            .fires("half of the FAT", .bootable, at: "boot-catalog:entry", BootCatalogEntry.sectorCount) {
                $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog:entry", 16)
            },
            .fires(
                "twice the FAT", .bootable, at: "boot-catalog:entry", BootCatalogEntry.sectorCount,
                severity: .note
            ) {
                $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog:entry", 64)
            },
            .fires(
                "no sectors", .bootable, at: "boot-catalog:entry", BootCatalogEntry.sectorCount,
                severity: .note
            ) {
                $0.set(BootCatalogEntry.sectorCount, of: "boot-catalog:entry", 0)
            },
            .passes("32 sectors, as many as the FAT has", .bootable),
        ]
    }
}
