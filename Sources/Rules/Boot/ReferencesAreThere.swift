import Booting
import DiscModel
import Specimens

/// What files besides the menus of loaders name for starting is there.
enum ReferencesAreThere: Rule {
    static let card = RuleCard(
        id: "boot-reference-missing",
        title: "What startup.nsh, .treeinfo and Windows' boot store name is there",
        rationale: """
            The shell for UEFI runs the programs that startup.nsh names, anaconda and virt-install take kernel and initrd from \
            .treeinfo, and Windows' boot manager stops with 0xc000000f without its store or what this starts. Of a .treeinfo \
            that was copied from a mirror, a disc may hold a part only.
            """,
        remedy: "Put the file where it is named, or correct what names it.",
        severity: .note,
        clause: .practice("UEFI Shell 2.2; productmd; Windows boot configuration data"))

    static func weigh(_ facts: BootFacts, in _: Disc, _ findings: inout Findings) {
        for reference in facts.missing {
            findings.report(
                reference.words, at: Place(offset: reference.start, field: "boot configuration"),
                severity: findings.note(warningIn: [.release]))
        }
    }

    private static func with(_ path: String, _ text: String) -> Specimen {
        Specimen { plan in
            plan.elTorito = true
            plan.rockRidge = true
            plan.files += [
                Specimen.File(
                    path, name: path.contains("TREEINFO") ? ".treeinfo" : nil, .bytes(Array(text.utf8))),
                Specimen.File("/LINUX", .bytes([0x4D, 0x5A])),
            ]
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a program that the shell starts", with("/STARTUP.NSH", "fs0:\n\\EFI\\OS\\LOADER.EFI\n"),
                at: "data:/STARTUP.NSH"),
            .fires(
                "a kernel of .treeinfo", with("/TREEINFO", "[images-x86_64]\nkernel = images/vmlinuz\n"),
                at: "data:/TREEINFO"),
            .fires("a store of Windows that is none", with("/BOOT/BCD", "nothing"), at: "data:/BOOT/BCD"),
            .passes(
                "a program in the folder of the firmware", with("/STARTUP.NSH", "bootx64.efi\n")),
        ]
    }
}
