import Bytes
import DiscModel
import FileSystems
import Specimens

/// The boot media type is 0 to 4, with flags only in the entries of sections (El Torito 1.0, 2.2 and 2.4), and without
/// emulation for UEFI.
enum MediaTypeIsKnown: Rule {
    static let card = RuleCard(
        id: "eltorito-media-type",
        title: "The boot media type is one that El Torito defines",
        rationale: """
            It says whether the firmware starts the image as it is or shows it to the system as a floppy or hard disk. A \
            BIOS refuses types above 4. UEFI asks for no emulation (UEFI 2.10, 13.3.2.1).
            """,
        remedy: "Make the image again; if it was copied, compare it with its source.",
        severity: .error,
        clause: .elTorito("2.2, 2.4"))

    static func weigh(_ entry: BootCatalogEntry, in disc: Disc, _ findings: inout Findings) {
        guard entry.matters else { return }
        let type = entry.mediaType
        let place = { entry.place(BootCatalogEntry.mediaType) }
        guard let emulation = entry.emulation else {
            findings.report(
                "\(entry.words) asks for a medium of type \(type & 0x0F), which is none",
                expected: "0 (no emulation), 1 to 3 (floppy) or 4 (hard disk)",
                actual: "\(type & 0x0F)", at: place())
            return
        }
        // Bit 5: a continuation follows, bits 6 and 7: the image holds an ATAPI or SCSI driver; sections only.
        let allowed: UInt8 = entry.role == .initial ? 0x0F : 0xEF
        if type & ~allowed != 0 {
            findings.report(
                "\(entry.words) has reserved bits of the boot media type set",
                expected: "\(BootWords.hex(type & allowed))",
                actual: BootWords.hex(type), at: place())
        }
        guard disc.elTorito?.catalog?.platform(of: entry) == 0xEF else { return }
        if entry.role == .sectionEntry, type & 0xC0 != 0 {
            findings.report(
                "\(entry.words) says that the image for UEFI holds an ATAPI or SCSI driver",
                expected: BootWords.hex(type & 0x3F), actual: BootWords.hex(type), at: place(),
                severity: .warning)
        }
        if emulation != .none {
            findings.report(
                "\(entry.words) asks UEFI for an emulated medium", expected: "00h, no emulation",
                actual: BootWords.hex(type), at: place())
        }
    }

    static var examples: [Example] {
        [
            .fires("type 8", .bootable, at: "boot-catalog:initial", BootCatalogEntry.mediaType) {
                $0.set(BootCatalogEntry.mediaType, of: "boot-catalog:initial", 8)
            },
            .fires(
                "the flag for a SCSI driver in the initial entry", .bootable, at: "boot-catalog:initial",
                BootCatalogEntry.mediaType
            ) {
                $0.set(BootCatalogEntry.mediaType, of: "boot-catalog:initial", 0x80)
            },
            .fires(
                "the flag for a SCSI driver, for UEFI", .bootable, at: "boot-catalog:entry",
                BootCatalogEntry.mediaType,
                severity: .warning
            ) {
                $0.set(BootCatalogEntry.mediaType, of: "boot-catalog:entry", 0x80)
            },
            .fires("a floppy for UEFI", .bootable, at: "boot-catalog:entry", BootCatalogEntry.mediaType) {
                $0.set(BootCatalogEntry.mediaType, of: "boot-catalog:entry", 2)
            },
            .passes("no emulation", .bootable),
            .passes("the flag for a SCSI driver in a section", .bootable) {
                $0.set(BootCatalogEntry.platform, of: "boot-catalog:section", 0)
                $0.set(BootCatalogEntry.mediaType, of: "boot-catalog:entry", 0x80)
            },
        ]
    }
}
