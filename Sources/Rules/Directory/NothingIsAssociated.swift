import Bytes
import DiscModel
import FileSystems
import Specimens

/// The associated file bit is not set (ECMA-119, 9.1.6).
enum NothingIsAssociated: Rule {
    static let card = RuleCard(
        id: "dir-flag-associated",
        title: "No record is an associated file",
        rationale: """
            An associated file belongs to the file of the same name and is not shown beside it: the resource forks of Apple's \
            programs. Linux and Windows skip it, so its content is lost when the disc is copied there.
            """,
        remedy: "Read the disc on a system that knows resource forks if they matter.",
        severity: .note,
        clause: .ecma119("9.1.6, 7.5"))

    static var concerns: RecordTraits { .unusualFlags }

    static func weigh(_ row: TreeRecord, in _: Disc, _ findings: inout Findings) {
        guard row.record.flags.contains(.associated) else { return }
        findings.report(
            "the record is an associated file, which most systems do not show",
            at: row.place(DirectoryRecord.flags))
    }

    static var examples: [Example] {
        [
            .fires("an associated file", .plain, at: "record:/README.TXT", DirectoryRecord.flags) {
                $0.set(DirectoryRecord.flags, of: "record:/README.TXT", 4)
            },
            .passes("a hidden file", .plain) { $0.set(DirectoryRecord.flags, of: "record:/README.TXT", 1) },
        ]
    }
}
