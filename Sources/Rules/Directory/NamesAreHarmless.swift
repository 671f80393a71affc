import DiscModel
import FileSystems
import Specimens

/// Names can be shown and used as they are.
enum NamesAreHarmless: Rule {
    static let card = RuleCard(
        id: "dir-name-control-chars",
        title: "Identifiers have no control characters and no separators of paths",
        rationale: """
            Control characters steer terminals, a slash or backslash in a name makes a path of it, overrides of the writing \
            direction show a name that is not there. Acorn discs use the slash for the dot. A name that begins with a hyphen \
            is taken for an option.
            """,
        remedy: "Copy such files with a program that renames them, and print such names escaped only.",
        severity: .warning,
        clause: .practice("names are shown, typed and joined to paths"))

    static var concerns: RecordTraits { .unusualIdentifier }

    static func weigh(_ name: RecordName, in _: Disc, _ findings: inout Findings) {
        let suspects: RecordName.Traits = [.control, .separator, .high]
        guard !name.traits.isDisjoint(with: suspects) || name.bytes.first == 0x2D else { return }
        let text = name.tree.displayName(name.slot)
        if !name.traits.isDisjoint(with: [.control, .separator]) {
            let what = name.traits.contains(.control) ? "a control character" : "a separator of paths"
            findings.report("the identifier \(text.escaped) has \(what)", at: name.place())
        } else if text.text.unicodeScalars.contains(where: DisplayName.isHostile) {
            findings.report(
                "the identifier \(text.escaped) has characters that steer how it is shown", at: name.place())
        } else if name.bytes.first == 0x2D {
            findings.report(
                "the identifier \(text.escaped) begins with a hyphen", at: name.place(), severity: .note)
        }
    }

    static var examples: [Example] {
        [
            .fires("an escape character", .plain, at: "record:/README.TXT", 33) {
                $0.set8("record:/README.TXT", 34, 0x1B)
            },
            .fires("a slash", .plain, at: "record:/README.TXT", 33) {
                $0.set8("record:/README.TXT", 34, 0x2F)
            },
            .fires("an override of the writing direction", .plain, at: "record:/README.TXT", 33) {
                $0.set("record:/README.TXT", 34, [0xE2, 0x80, 0xAE])
            },
            .fires("a hyphen in front", .plain, at: "record:/README.TXT", 33, severity: .note) {
                $0.set8("record:/README.TXT", 33, 0x2D)
            },
            .passes("letters beyond ASCII", .plain) { $0.set("record:/README.TXT", 34, [0xC3, 0xA9]) },
        ]
    }
}
