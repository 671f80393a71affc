public import DiscModel
public import FileSystems
import Specimens

/// Names can be shown and used as they are.
public enum NamesAreHarmless: Rule {
    public static let card = RuleCard(
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

    public static var concerns: RecordTraits { .unusualIdentifier }

    public static func weigh(_ name: RecordName, in _: Disc, _ findings: inout Findings) {
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

    public static var fires: [Example] {
        [
            Example("an escape character", .plain) { $0.set8("record:/README.TXT", 34, 0x1B) },
            Example("a slash", .plain) { $0.set8("record:/README.TXT", 34, 0x2F) },
            Example("an override of the writing direction", .plain) {
                $0.set("record:/README.TXT", 34, [0xE2, 0x80, 0xAE])
            },
            Example("a hyphen in front", .plain) { $0.set8("record:/README.TXT", 33, 0x2D) },
        ]
    }

    public static var staysSilent: [Example] {
        [Example("letters beyond ASCII", .plain) { $0.set("record:/README.TXT", 34, [0xC3, 0xA9]) }]
    }
}
