import Booting
import DiscModel
import Specimens

/// Loaders understand the entries of their menus.
enum BootMenusAreUnderstood: Rule {
    static let card = RuleCard(
        id: "boot-menu-word",
        title: "Loaders understand the entries of their menus",
        rationale: """
            SYSLINUX passes over a line that begins with a word it does not know, GRUB says "can't find command" and goes on, and \
            what the end of a file leaves open GRUB leaves out altogether: the entry is shown and starts nothing, or is not shown.
            """,
        remedy: "Correct the word or close the bracket in the configuration, and make the image again.",
        severity: .error,
        clause: .practice("Syslinux; GRUB manual, 6.1"))

    static func weigh(_ told: BootObstacleTold, in _: Disc, _ findings: inout Findings) {
        guard told.obstacle.kind == .word else { return }
        told.report(&findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "a misspelt word, and the kernel is there", .isolinux("label a\nkernal /linux\n"),
                at: "data:/ISOLINUX.CFG",
                message:
                    "/ISOLINUX.CFG;1, line 2: SYSLINUX knows no word \"KERNAL\"; \"KERNEL\" may be meant; does not start: BIOS from a disc"
            ),
            .passes(
                "a text for people", .isolinux("label a\ntext help\nkernal /linux\nendtext\nkernel /linux\n")),
        ]
    }
}
