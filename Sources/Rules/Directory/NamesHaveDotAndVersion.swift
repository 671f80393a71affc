import DiscModel
import FileSystems
import Specimens

/// A file identifier is name, dot, extension, semicolon, version (ECMA-119, 7.5.1).
enum NamesHaveDotAndVersion: Rule {
    static let card = RuleCard(
        id: "dir-name-dot-semicolon",
        title: "File identifiers have one dot, one semicolon and a version",
        rationale: """
            Readers take off the last two characters, or what is behind the semicolon, to show a name. Identifiers without are \
            wide-spread (mkisofs -omit-version-number, level 4) and some old systems do not open such files.
            """,
        remedy: "Nothing to do for readers of today; for old ones make the image with interchange level 1.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .ecma119("7.5.1"))

    static func weigh(_ name: RecordName, in _: Disc, _ findings: inout Findings) {
        guard name.tree.kind == .iso9660, !name.isDirectory else { return }
        let parts = name.parts
        let missing = !parts.hasDot ? "no dot" : !parts.hasSemicolon ? "no version" : nil
        let dots = name.bytes.count { $0 == 0x2E }
        let semicolons = name.bytes.count { $0 == 0x3B }
        guard missing != nil || dots > 1 || semicolons > 1 else { return }
        // The placeholder of a relocated directory has the name of a directory (RRIP 4.1.5.1).
        if name.tree.entry(name.slot, .cl) != nil { return }
        findings.report(
            "the identifier \(name.tree.displayName(name.slot).escaped) has \(missing ?? "\(dots) dots and \(semicolons) semicolons")",
            expected: "NAME.EXTENSION;VERSION", at: name.place())
    }

    static var examples: [Example] {
        [
            .fires("no version", .plain, at: "record:/README.TXT", 33) {
                $0.renameRecord("record:/README.TXT", to: Array("README.TXT".utf8))
            },
            .fires("two dots", .plain, at: "record:/README.TXT", 33) {
                $0.renameRecord("record:/README.TXT", to: Array("READ.ME.TXT;1".utf8))
            },
            .passes("a name without extension, which keeps its dot", .plain) {
                $0.renameRecord("record:/README.TXT", to: Array("README.;1".utf8))
            },
        ]
    }
}
