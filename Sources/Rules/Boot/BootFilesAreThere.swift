import Booting
import DiscModel
import Specimens

/// Kernels and initrds are where the configuration of a loader has them.
enum BootFilesAreThere: Rule {
    static let card = RuleCard(
        id: "boot-file-missing",
        title: "The files that a boot menu names are there",
        rationale: """
            ISOLINUX, GRUB and systemd-boot start what their configuration names, each in the file system that it knows: the \
            tree of the disc, with the case of the letters as Rock Ridge has it, or the FAT of an EFI system partition. What is \
            not there ends with "No such file", on this way of booting alone: a kernel can be in the tree and missing in the FAT.
            """,
        remedy:
            "Copy the file to where the configuration names it, or correct the configuration, and make the image again.",
        severity: .error,
        clause: .practice("Syslinux; GRUB; The Boot Loader Specification"))

    static func weigh(_ told: BootObstacleTold, in _: Disc, _ findings: inout Findings) {
        guard told.obstacle.kind == .file else { return }
        told.report(&findings, causedBy: told.obstacle.isBeyond ? ImageTruncated.self : nil)
    }

    /// Linux with a header of 1,024 bytes that tells of four sectors of setup and one before them.
    private static var cut: Specimen {
        var kernel = [UInt8](repeating: 0, count: 1024)
        kernel.replaceSubrange(0x202..<0x206, with: Array("HdrS".utf8))
        return .isolinux("label a\nkernel /linux\n", kernel: kernel)
    }

    static var examples: [Example] {
        [
            .fires(
                "a kernel that is not there, and no other", .isolinux("label a\nkernel /vmlinuz\n"),
                at: "data:/ISOLINUX.CFG", severity: .note,
                message:
                    "/ISOLINUX.CFG;1, line 2: /vmlinuz is not on the disc; does not start: BIOS from a disc; no menu entry leads to a kernel"
            ),
            .fires(
                "a kernel that is not there",
                .isolinux("label a\nkernel /vmlinuz\nlabel b\nkernel /linux\n"),
                at: "data:/ISOLINUX.CFG",
                message:
                    "/ISOLINUX.CFG;1, line 2: /vmlinuz is not on the disc; does not start: BIOS from a disc; the choice \"b\" of the menu does"
            ),
            .fires(
                "a kernel that its own header shows to be cut", cut, at: "data:/ISOLINUX.CFG",
                message:
                    "/ISOLINUX.CFG;1, line 2: /linux has 1024 bytes, and its header tells of a kernel of 2560: it is cut; does not start: BIOS from a disc"
            ),
            .fires(
                "an initrd of a choice that nobody makes unasked",
                .isolinux("label a\nkernel /linux\nlabel b\nkernel /linux\ninitrd /initrd\n"),
                at: "data:/ISOLINUX.CFG", severity: .warning),
            .passes("a kernel that is there", .isolinux("label a\nkernel /linux\n")),
        ]
    }
}
