import Booting
import DiscModel
import Specimens

/// The label, UUID or folder by which a kernel looks for its medium is that of the image.
enum RootIsFound: Rule {
    static let card = RuleCard(
        id: "boot-root-mismatch",
        title: "A kernel finds its medium again",
        rationale: """
            A wrong label still starts the kernel; then dracut, anaconda, archiso or casper wait for a medium of that name and end \
            in an emergency shell. It is the most common fault of images that were made again under another label.
            """,
        remedy:
            "Give the volume the label that the configuration names (-V), or name its own in every configuration.",
        severity: .error,
        clause: .practice("dracut.cmdline(7), anaconda, archiso, live-boot"))

    static func weigh(_ told: BootObstacleTold, in _: Disc, _ findings: inout Findings) {
        guard told.obstacle.kind == .root else { return }
        told.report(&findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "another label", .isolinux("label a\nkernel /linux\nappend root=live:CDLABEL=OTHER\n"),
                at: "data:/ISOLINUX.CFG",
                message:
                    "/ISOLINUX.CFG;1, line 1: the kernel seeks the label \"OTHER\", and the image has \"SPECIMEN\"; does not start: BIOS from a disc"
            ),
            .fires(
                "a folder that is not there", .isolinux("label a\nkernel /linux\nappend boot=live\n"),
                at: "data:/ISOLINUX.CFG"),
            .passes(
                "the label of the image",
                .isolinux("label a\nkernel /linux\nappend root=live:CDLABEL=SPECIMEN\n")),
        ]
    }
}
