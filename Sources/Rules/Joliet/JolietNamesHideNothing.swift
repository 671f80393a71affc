import DiscModel
import FileSystems
import Specimens

/// A Joliet name has no codes that are no characters, and none that only steer how others are shown.
enum JolietNamesHideNothing: Rule {
    static let card = RuleCard(
        id: "joliet-noncharacter-bidi",
        title: "Joliet names have no invisible or bidirectional controls",
        rationale: """
            A bidirectional override makes gpj.exe look like exe.jpg, a zero-width character makes two equal names different. \
            They serve to deceive. Codes like U+FFFE are no characters at all and come from damage or the wrong byte order.
            """,
        remedy: "Do not open the file by its look; rename it before making the image.",
        severity: .warning,
        clause: .practice("names that are what they seem"))

    static var concerns: RecordTraits { .unusualIdentifier }

    static func weigh(_ name: JolietName, in _: Disc, _ findings: inout Findings) {
        guard name.traits.contains(.strange) else { return }
        let codes = Set(name.units.filter { $0 >= 0x80 && JolietName.isStrange($0) }).sorted()
        findings.report(
            "the name \(name.display) has codes that hide something or are no characters",
            actual: codes.map { "U+" + String($0, radix: 16, uppercase: true) }.joined(separator: " "),
            at: name.place)
    }

    static var examples: [Example] {
        [
            .fires("a right-to-left override", .joliet, at: "svd:record:/readme.txt", 33) {
                $0.set("svd:record:/readme.txt", 35, [0x20, 0x2E])
            },
            .fires("no character", .joliet, at: "svd:record:/readme.txt", 33) {
                $0.set("svd:record:/readme.txt", 35, [0xFF, 0xFE])
            },
            .passes("Arabic, which is written from the right", .joliet) {
                $0.set("svd:record:/readme.txt", 35, [0x06, 0x27, 0x06, 0x44])
            },
            .passes("a joiner, which some scripts need", .joliet) {
                $0.set("svd:record:/readme.txt", 35, [0x20, 0x0D])
            },
        ]
    }
}
