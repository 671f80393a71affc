import DiscModel
import FileSystems
import Specimens

/// Identifiers keep the limits of the interchange levels (ECMA-119, 10).
enum NamesFitLevel3: Rule {
    static let card = RuleCard(
        id: "dir-name-level",
        title: "Identifiers of the primary tree fit interchange level 3",
        rationale: """
            Levels 2 and 3 allow 30 characters for name and extension and 31 for a directory. What is longer is read by the \
            systems of today; old ones cut it, and names that begin alike become one.
            """,
        remedy: "For old readers, make the image with interchange level 1, 2 or 3.",
        severity: .note,
        profiles: Profile.examiners,
        clause: .ecma119("10.1, 10.2, 10.3"))

    static func weigh(_ name: RecordName, in _: Disc, _ findings: inout Findings) {
        guard name.tree.kind == .iso9660, name.bytes.count > 30 else { return }
        let parts = name.parts
        let length = parts.name.count + parts.extension.count
        let limit = name.isDirectory ? 31 : 30
        guard length > limit else { return }
        findings.report(
            "the identifier has \(length.of("character")) for \(name.isDirectory ? "the directory" : "name and extension")",
            expected: "\(limit) or less", actual: "\(length)", at: name.place())
    }

    static var examples: [Example] {
        [
            .fires("a name of 40 characters", .plain, at: "record:/README.TXT", 33) {
                $0.renameRecord(
                    "record:/README.TXT",
                    to: Array(String(repeating: "A", count: 40).utf8) + Array(".;1".utf8))
            },
            .passes("a directory of 31 characters", .plain) {
                $0.renameRecord("record:/DOCS", to: Array(String(repeating: "A", count: 31).utf8))
            },
        ]
    }
}
