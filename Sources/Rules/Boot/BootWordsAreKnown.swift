import Booting
import DiscModel
import Specimens

/// The words of a boot menu are those of its loader.
enum BootWordsAreKnown: Rule {
    static let card = RuleCard(
        id: "boot-menu-slip",
        title: "The words of boot menus are those of their loaders",
        rationale: """
            A loader passes over what it does not know, with a message that scrolls away or with none, and starts the rest: APEND \
            leaves the kernel without its arguments, intrd without its first programs, and both end in a panic. Words that are no \
            slip of a known one are left alone, since modules bring more. A byte order mark belongs to the first word of a \
            file to SYSLINUX and to GRUB, and a quotation mark that is never closed takes with it all that follows.
            """,
        remedy:
            "Correct the line in the configuration, saved as UTF-8 without a byte order mark, and make the image again.",
        severity: .warning,
        clause: .practice("Syslinux, syslinux.txt; GRUB manual, 6; The Boot Loader Specification"))

    static func weigh(_ facts: BootFacts, in _: Disc, _ findings: inout Findings) {
        let ways = facts.capabilities
        // What keeps a way from going on is told as that.
        var told = Set(ways.compactMap(\.obstacle) + ways.flatMap(\.others))
        for slip in ways.flatMap(\.slips) where told.insert(slip).inserted {
            findings.report(
                "\(slip.place.map { "\($0): " } ?? "")\(slip.words)",
                at: Place(offset: slip.start, field: "boot configuration"),
                severity: findings.profile == .release ? .error : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "arguments that the kernel does not get",
                .isolinux("label a\nkernel /linux\n  apend quiet\n"), at: "data:/ISOLINUX.CFG",
                message: "/ISOLINUX.CFG;1, line 3: SYSLINUX knows no word \"APEND\"; \"APPEND\" may be meant"),
            .fires(
                "a command of GRUB", .grub("menuentry a {\n linux /LINUX\n intrd /LINUX\n}\n"),
                at: "data:/GRUB/GRUB.CFG",
                message: "/GRUB/GRUB.CFG;1, line 3: GRUB knows no command \"intrd\"; \"initrd\" may be meant"),
            .fires(
                "a byte order mark", .grub("\u{FEFF}set timeout=5\nmenuentry a { linux /LINUX }\n"),
                at: "data:/GRUB/GRUB.CFG"),
            .passes(
                "words of modules and functions",
                .grub("function recordfial { true }\nrecordfial\nlsmod\nmenuentry a { linux /LINUX }\n")),
        ]
    }
}
