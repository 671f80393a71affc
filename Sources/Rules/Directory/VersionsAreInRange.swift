import DiscModel
import FileSystems
import Specimens

/// A version is 1 to 32767 (ECMA-119, 7.5.1).
enum VersionsAreInRange: Rule {
    static let card = RuleCard(
        id: "dir-name-version-range",
        title: "File versions are numbers from 1 to 32767, and 1 as a rule",
        rationale: """
            Readers that do not show versions show a file of version 2 as the same file. Other versions than 1 come from VMS, or \
            from a damaged byte.
            """,
        remedy: "Look whether a file of the same name has another version, and which one the reader shows.",
        severity: .note,
        profiles: Profile.forensicOnly,
        clause: .ecma119("7.5.1"))

    static func weigh(_ name: RecordName, in _: Disc, _ findings: inout Findings) {
        guard !name.isDirectory, name.traits.contains(.semicolon), name.tree.kind != .enhanced else { return }
        let version = name.parts.version
        if version.count == 1, version.first == 0x31 { return }
        let text = DisplayName(utf8: [UInt8](version)).escaped
        let number = name.parts.versionNumber
        guard let number, (1...32_767).contains(number) else {
            findings.report(
                "the version is \(text.isEmpty ? "empty" : text)", expected: "1 to 32767", actual: text,
                at: name.place())
            return
        }
        findings.report("the version is \(number)", expected: "1", actual: "\(number)", at: name.place())
    }

    static var examples: [Example] {
        [
            .fires("version 0", .plain, at: "record:/README.TXT", 33) {
                $0.set8("record:/README.TXT", 44, 0x30)
            },
            .fires("version 2", .plain, at: "record:/README.TXT", 33) {
                $0.set8("record:/README.TXT", 44, 0x32)
            },
            .fires("a letter", .plain, at: "record:/README.TXT", 33) {
                $0.set8("record:/README.TXT", 44, 0x41)
            },
            .passes("version 1", .everything),
        ]
    }
}
