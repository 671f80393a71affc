import Bytes
import DiscModel
import FileSystems
import Specimens

/// An image without emulation that is a FAT file system is for UEFI and stands under platform EFh (UEFI 2.10,
/// 13.3.2.1).
enum UEFIImageHasUEFIPlatform: Rule {
    private static let habits = [AuthoringTool.genisoimage, .mkisofs].map {
        Exemption(
            $0,
            "\($0.name) writes platform 0 for alternative boot images unless it is told otherwise, and most UEFI firmware looks inside regardless"
        )
    }

    static let card = RuleCard(
        id: "eltorito-section-platform",
        title: "Images for UEFI stand under the platform of UEFI",
        rationale: """
            A BIOS cannot start a FAT file system without emulation; only UEFI can. Under platform 0 the firmware may skip \
            the image, and isohybrid --uefi does not find it. Old genisoimage writes 0 for every alternative image.
            """,
        remedy:
            "Make the image with -eltorito-platform efi before -e, or with -e in a program that knows it.",
        severity: .warning, confidence: .firm,
        clause: Clause("UEFI 2.10", "13.3.2.1"),
        exemptions: habits)

    static func weigh(_ image: BootImage, in disc: Disc, _ findings: inout Findings) {
        guard image.isForUEFIOnly else { return }
        findings.report(
            "\(image.words) is a FAT file system, which a BIOS cannot start without emulation",
            expected: "platform EFh",
            actual: "platform 00h",
            at: disc.elTorito?.catalog?.header(of: image.entry)?.place(BootCatalogEntry.platform),
            exempt: habits.first { findings.authoring.tools.contains($0.tool) })
    }

    static var examples: [Example] {
        [
            .fires("the section of the EFI image under platform 0", .bootable, at: "boot-catalog:section", 1)
            {
                $0.set(BootCatalogEntry.platform, of: "boot-catalog:section", 0)
            },
            .passes("the FAT under EFh, the BIOS image under 0", .bootable),
            .passes("an emulated floppy with a FAT", EmulatedMediumHasItsSize.floppy) {
                $0.set("data:/FLOPPY.IMG", 11, [0, 2, 1, 1, 0, 2, 224, 0, 0x60, 9])
            },
        ]
    }
}

extension BootImage {
    /// Whether it is listed for the BIOS, and none can start it: a FAT file system without emulation.
    var isForUEFIOnly: Bool {
        isForBIOS && entry.emulation == BootCatalogEntry.Emulation.none && fatLength != nil
    }
}
