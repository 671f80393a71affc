public import DiscModel
public import FileSystems
import Specimens

/// A Joliet name has at most 64 characters.
public enum JolietNamesFit: Rule {
    public static let card = RuleCard(
        id: "joliet-name-too-long",
        title: "Joliet names have at most 64 characters",
        rationale: """
            Joliet allows 64 characters with version number. Programs offer up to 103 (-joliet-long), which Windows reads and \
            some other systems cut.
            """,
        remedy: "Shorten the names, or leave out -joliet-long.",
        severity: .note,
        clause: .joliet("File Identifier"))

    public static var concerns: RecordTraits { .unusualIdentifier }

    public static func weigh(_ name: JolietName, in _: Disc, _ findings: inout Findings) {
        guard name.traits.contains(.long) else { return }
        findings.report(
            "the name has \(name.bytes.count / 2) characters", expected: "at most 64",
            actual: "\(name.bytes.count / 2)", at: name.place)
    }

    public static var fires: [Example] {
        [
            Example("a name of 70 characters", .joliet) {
                $0.renameRecord(
                    "svd:record:/readme.txt", to: Array(repeating: [0, 0x61], count: 70).flatMap { $0 })
            }
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("a name of 64 characters", .joliet) {
                $0.renameRecord(
                    "svd:record:/readme.txt", to: Array(repeating: [0, 0x61], count: 64).flatMap { $0 })
            }
        ]
    }
}
