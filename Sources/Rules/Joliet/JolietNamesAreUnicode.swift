import DiscModel
import FileSystems
import Specimens

/// A Joliet name has no halves of surrogate pairs.
enum JolietNamesAreUnicode: Rule {
    static let card = RuleCard(
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

    static var concerns: RecordTraits { .unusualIdentifier }

    static func weigh(_ name: JolietName, in _: Disc, _ findings: inout Findings) {
        guard !name.traits.isDisjoint(with: [.unpaired, .paired]) else { return }
        if name.traits.contains(.unpaired) {
            findings.report("the name \(name.display) has half of a surrogate pair", at: name.place)
        } else {
            findings.report(
                "the name \(name.display) has a character beyond 16 bits", at: name.place, severity: .note)
        }
    }

    static var examples: [Example] {
        [
            .fires("half a pair", .joliet, at: "svd:record:/readme.txt", 33) {
                $0.set("svd:record:/readme.txt", 35, [0xD8, 0x3D])
            },
            .fires("a whole pair", .joliet, at: "svd:record:/readme.txt", 33, severity: .note) {
                $0.set("svd:record:/readme.txt", 35, [0xD8, 0x3D, 0xDE, 0x00])
            },
            .passes("Japanese", .joliet) { $0.set("svd:record:/readme.txt", 35, [0x65, 0xE5, 0x67, 0x2C]) },
        ]
    }
}
