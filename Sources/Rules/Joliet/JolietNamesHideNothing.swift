public import DiscModel
public import FileSystems
import Specimens

/// A Joliet name has no codes that are no characters, and none that only steer how others are shown.
public enum JolietNamesHideNothing: Rule {
    public static let card = RuleCard(
        id: "joliet-noncharacter-bidi",
        title: "Joliet names have no invisible or bidirectional controls",
        rationale: """
            A bidirectional override makes gpj.exe look like exe.jpg, a zero-width character makes two equal names different. \
            They serve to deceive. Codes like U+FFFE are no characters at all and come from damage or the wrong byte order.
            """,
        remedy: "Do not open the file by its look; rename it before making the image.",
        severity: .warning,
        clause: .practice("names that are what they seem"))

    public static var concerns: RecordTraits { .unusualIdentifier }

    public static func weigh(_ name: JolietName, in _: Disc, _ findings: inout Findings) {
        guard name.traits.contains(.strange) else { return }
        let codes = Set(name.units.filter { $0 >= 0x80 && JolietName.isStrange($0) }).sorted()
        findings.report(
            "the name \(name.display) has codes that hide something or are no characters",
            actual: codes.map { "U+" + String($0, radix: 16, uppercase: true) }.joined(separator: " "),
            at: name.place)
    }

    public static var fires: [Example] {
        [
            Example("a right-to-left override", .joliet) {
                $0.set("svd:record:/readme.txt", 35, [0x20, 0x2E])
            },
            Example("no character", .joliet) { $0.set("svd:record:/readme.txt", 35, [0xFF, 0xFE]) },
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("Arabic, which is written from the right", .joliet) {
                $0.set("svd:record:/readme.txt", 35, [0x06, 0x27, 0x06, 0x44])
            },
            Example("a joiner, which some scripts need", .joliet) {
                $0.set("svd:record:/readme.txt", 35, [0x20, 0x0D])
            },
        ]
    }
}
