import Bytes
import DiscModel

/// Words of GRUB's language, for those that are nearly one.
enum GRUBWords {
    /// Commands that load something, as people write them.
    static let starters = ["linux", "linuxefi", "linux16", "multiboot2", "chainloader"]
    /// What makes a choice, or gives commands a name.
    static let blocks = ["menuentry", "submenu", "function"]
    /// Commands of which the menus of discs consist. Short ones are left out, of which every other short word is a slip.
    static let commands =
        starters + [
            "initrd", "initrdefi", "initrd16", "search", "insmod", "configfile", "source", "export",
            "multiboot",
            "module2", "loadfont", "loopback", "terminal_output", "terminal_input", "background_image",
        ]

    /// Other commands of GRUB 2.12 (command.lst) that are near to one of these.
    private static let others: Set<String> = ["lsmod", "module", "pxechainloader"]

    /// Says what may be meant by a word that GRUB does not know; nil where nothing is near.
    static func slip(_ word: String, among known: [String]) -> String? {
        let all = commands + blocks
        guard word.count > 3, !word.contains("="), !word.unicodeScalars.contains("\u{FEFF}"),
            !all.contains(word), !others.contains(word), let meant = Slips.nearest(to: word, among: known)
        else { return nil }
        return "GRUB knows no command \"\(DisplayName(word).escaped)\"; \"\(meant)\" may be meant"
    }
}
