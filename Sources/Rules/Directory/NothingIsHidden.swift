import Bytes
import DiscModel
import FileSystems
import Specimens

/// The existence bit is not set (ECMA-119, 9.1.6).
enum NothingIsHidden: Rule {
    static let card = RuleCard(
        id: "dir-flag-hidden",
        title: "No file or directory is marked as hidden",
        rationale: """
            The existence bit asks systems not to show a file to people. Windows obeys, Linux only if asked to, so the same disc \
            shows more or less. Installers use it, and so does who wants to hide.
            """,
        remedy: "Look at the files named here if the origin of the image matters.",
        severity: .note,
        clause: .ecma119("9.1.6"))

    static var concerns: RecordTraits { .unusualFlags }

    static func weigh(_ row: TreeRecord, in _: Disc, _ findings: inout Findings) {
        guard row.record.flags.contains(.hidden) else { return }
        findings.report(
            "the existence bit is set: the file is not to be shown", at: row.place(DirectoryRecord.flags))
    }

    static var examples: [Example] {
        [
            .fires("a hidden file", .plain, at: "record:/README.TXT", DirectoryRecord.flags) {
                $0.set(DirectoryRecord.flags, of: "record:/README.TXT", 1)
            },
            .passes("an associated file", .plain) {
                $0.set(DirectoryRecord.flags, of: "record:/README.TXT", 4)
            },
        ]
    }
}
