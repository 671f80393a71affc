import Bytes
import DiscModel
import FileSystems
import Specimens

/// Bits 3 and 4 speak about an extended attribute record (ECMA-119, 9.1.6).
enum FormatFlagsHaveAttributes: Rule {
    static let card = RuleCard(
        id: "dir-flag-record-protection",
        title: "Record and protection bits come with an extended attribute record",
        rationale: """
            Bit 3 says that an extended attribute record tells the format of the records, bit 4 that it tells who may read. \
            Without that record they say nothing. Discs made on VMS use them rightly.
            """,
        remedy: "Nothing to do for readers of today; a program that writes images should clear the bits.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .ecma119("9.1.6, 9.5"))

    static var concerns: RecordTraits { .unusualFlags }

    static func weigh(_ row: TreeRecord, in _: Disc, _ findings: inout Findings) {
        let flags = row.record.flags.intersection([.record, .protection])
        guard !flags.isEmpty, row.record.extendedAttributeLength == 0 else { return }
        findings.report(
            "the file flags have bits \(flags.rawValue) set, and there is no extended attribute record",
            at: row.place(DirectoryRecord.flags))
    }

    static var examples: [Example] {
        [
            .fires("bit 4 alone", .plain, at: "record:/README.TXT", DirectoryRecord.flags) {
                $0.set(DirectoryRecord.flags, of: "record:/README.TXT", 16)
            },
            .passes("no such bit", .everything),
        ]
    }
}
