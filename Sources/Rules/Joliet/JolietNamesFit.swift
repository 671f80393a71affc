import DiscModel
import FileSystems
import Specimens

/// A Joliet name has at most 64 characters.
enum JolietNamesFit: Rule {
    static let card = RuleCard(
        id: "joliet-name-too-long",
        title: "Joliet names have at most 64 characters",
        rationale: """
            Joliet allows 64 characters with version number. Programs offer up to 103 (-joliet-long), which Windows reads and \
            some other systems cut.
            """,
        remedy: "Shorten the names, or leave out -joliet-long.",
        severity: .note,
        clause: .joliet("File Identifier"))

    static var concerns: RecordTraits { .unusualIdentifier }

    static func weigh(_ name: JolietName, in _: Disc, _ findings: inout Findings) {
        guard name.traits.contains(.long) else { return }
        findings.report(
            "the name has \((name.bytes.count / 2).of("character"))", expected: "at most 64",
            actual: "\(name.bytes.count / 2)", at: name.place)
    }

    static var examples: [Example] {
        [
            .fires("a name of 70 characters", .joliet, at: "svd:record:/readme.txt", 33) {
                $0.renameRecord(
                    "svd:record:/readme.txt", to: Array(repeating: [0, 0x61], count: 70).flatMap { $0 })
            },
            .passes("a name of 64 characters", .joliet) {
                $0.renameRecord(
                    "svd:record:/readme.txt", to: Array(repeating: [0, 0x61], count: 64).flatMap { $0 })
            },
        ]
    }
}
