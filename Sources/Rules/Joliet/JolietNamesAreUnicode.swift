public import DiscModel
public import FileSystems
import Specimens

/// A Joliet name has no halves of surrogate pairs.
public enum JolietNamesAreUnicode: Rule {
    public static let card = RuleCard(
        id: "joliet-surrogate",
        title: "Joliet names are whole characters of 16 bits",
        rationale: """
            Joliet knows only the characters of UCS-2. Programs of today record others, such as emoji, as pairs of UTF-16, \
            which Windows and Linux show rightly and old systems as two unknown signs. Half a pair is no character: copies of \
            the file fail or get another name.
            """,
        remedy: "Rename the file before making the image.",
        severity: .warning,
        clause: .joliet("Unicode"))

    public static var concerns: RecordTraits { .unusualIdentifier }

    public static func weigh(_ name: JolietName, in _: Disc, _ findings: inout Findings) {
        guard !name.traits.isDisjoint(with: [.unpaired, .paired]) else { return }
        if name.traits.contains(.unpaired) {
            findings.report("the name \(name.display) has half of a surrogate pair", at: name.place)
        } else {
            findings.report(
                "the name \(name.display) has a character beyond 16 bits", at: name.place, severity: .note)
        }
    }

    public static var fires: [Example] {
        [
            Example("half a pair", .joliet) { $0.set("svd:record:/readme.txt", 35, [0xD8, 0x3D]) },
            Example("a whole pair", .joliet) {
                $0.set("svd:record:/readme.txt", 35, [0xD8, 0x3D, 0xDE, 0x00])
            },
        ]
    }

    public static var staysSilent: [Example] {
        [Example("Japanese", .joliet) { $0.set("svd:record:/readme.txt", 35, [0x65, 0xE5, 0x67, 0x2C]) }]
    }
}
