import DiscModel
import FileSystems
import Specimens

/// Identifiers of the primary tree are d-characters, with dot and semicolon in those of files (ECMA-119, 7.5 and 7.6).
enum NamesUseDCharacters: Rule {
    static let card = RuleCard(
        id: "dir-name-charset",
        title: "Identifiers consist of A to Z, 0 to 9 and underscore",
        rationale: """
            Only these d-characters are sure to be read by every system. Most programs can be told to allow lower case and more, \
            and grub-mkrescue, iPXE and others do.
            """,
        remedy: "Nothing to do for readers of today; for old ones make the image with interchange level 1.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .ecma119("7.4.1, 7.5, 7.6"))

    static func weigh(_ name: RecordName, in _: Disc, _ findings: inout Findings) {
        guard name.tree.kind == .iso9660 else { return }
        let strange: RecordName.Traits = [.control, .separator, .lowercase, .other, .high]
        let separates = name.isDirectory ? name.traits.intersection([.dot, .semicolon]) : []
        guard !name.traits.isDisjoint(with: strange) || !separates.isEmpty else { return }
        findings.report(
            "the identifier is \(name.tree.displayName(name.slot).escaped)", expected: "d-characters",
            at: name.place())
    }

    static var examples: [Example] {
        [
            .fires("lower case", .plain, at: "record:/README.TXT", 33) {
                $0.renameRecord("record:/README.TXT", to: Array("readme.txt;1".utf8))
            },
            .fires("a directory with a dot", .plain, at: "record:/DOCS", 33) {
                $0.set8("record:/DOCS", 34, 0x2E)
            },
            .passes("d-characters", .everything),
        ]
    }
}
