import Bytes
import DiscModel
import FileSystems
import Specimens

/// The platform of the validation entry and of each section is 0, 1, 2 (El Torito 1.0, 2.1 and 2.3) or EFh (UEFI).
enum PlatformIsKnown: Rule {
    static let card = RuleCard(
        id: "eltorito-validation-platform",
        title: "Each part of the boot catalog is for a known platform",
        rationale: """
            Firmware skips what is meant for another platform: 0 is the BIOS of a PC, 1 PowerPC, 2 Mac, EFh UEFI. Boot \
            images under any other number are started by nobody. A disc for UEFI alone has EFh in its validation entry.
            """,
        remedy: "Make the image again with the platform that the boot image is for.",
        severity: .warning,
        clause: .elTorito("2.1, 2.3"))

    static func weigh(_ entry: BootCatalogEntry, in disc: Disc, _ findings: inout Findings) {
        guard entry.role == .validation || entry.role == .sectionHeader,
            ![0, 1, 2, 0xEF].contains(entry.platform),
            disc.elTorito?.catalog?.hasValidationEntry == true
        else { return }
        findings.report(
            "\(entry.words) is for platform \(BootWords.hex(entry.platform))",
            expected: "00h, 01h, 02h or EFh",
            actual: BootWords.hex(entry.platform), at: entry.place(BootCatalogEntry.platform))
    }

    static var examples: [Example] {
        [
            .fires(
                "a section for platform 03", .bootable, at: "boot-catalog:section", BootCatalogEntry.platform
            ) {
                $0.set(BootCatalogEntry.platform, of: "boot-catalog:section", 3)
            },
            .fires("everything for platform 80", .bootable, at: "boot-catalog", BootCatalogEntry.platform) {
                $0.set(BootCatalogEntry.platform, of: "boot-catalog", 0x80)
                $0.fixBootCatalogChecksum()
            },
            .passes("BIOS, then a section for UEFI", .bootable),
            .passes("UEFI in the validation entry", .bootable) {
                $0.set(BootCatalogEntry.platform, of: "boot-catalog", 0xEF)
                $0.fixBootCatalogChecksum()
            },
        ]
    }
}
