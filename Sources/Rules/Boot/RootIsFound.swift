import Booting
import DiscModel
import Specimens

/// The label, UUID or folder by which a kernel looks for its medium is that of the image, which holds its root file system.
enum RootIsFound: Rule {
    static let card = RuleCard(
        id: "boot-root-mismatch",
        title: "A kernel finds its medium and its root file system again",
        rationale: """
            A wrong label still starts the kernel; then dracut, anaconda, archiso or casper wait for a medium of that name and end \
            in an emergency shell. It is the most common fault of images that were made again under another label. On the right medium \
            they want a file system by its name: /LiveOS/squashfs.img or what rd.live.dir and rd.live.squashimg say, a folder of \
            archisobasedir.
            """,
        remedy:
            "Give the volume the label that the configuration names (-V), or name its own in every configuration; put the root file system where the arguments have it.",
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
                    "/ISOLINUX.CFG;1, line 3: the kernel seeks the label \"OTHER\", and the image has \"SPECIMEN\"; does not start: BIOS from a disc"
            ),
            .fires(
                "a folder that is not there", .isolinux("label a\nkernel /linux\nappend boot=live\n"),
                at: "data:/ISOLINUX.CFG"),
            .fires(
                "the label of the image, and no root file system",
                .isolinux("label a\nkernel /linux\nappend root=live:CDLABEL=SPECIMEN rd.live.dir=/\n"),
                at: "data:/ISOLINUX.CFG",
                message:
                    "/ISOLINUX.CFG;1, line 3: the kernel seeks its root file system in /squashfs.img, and the image has none there; does not start: BIOS from a disc"
            ),
            .passes(
                "the label of the image, with a root file system",
                .isolinux(
                    "label a\nkernel /linux\nappend root=live:CDLABEL=SPECIMEN rd.live.dir=/ rd.live.squashimg=linux\n"
                )),
        ]
    }
}
