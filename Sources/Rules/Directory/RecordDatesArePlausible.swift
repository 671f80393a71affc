import Bytes
import DiscModel
import FileSystems
import Specimens

/// The date of a directory record lies between 1980 and 2038.
enum RecordDatesArePlausible: Rule {
    static let card = RuleCard(
        id: "dir-date-year-range",
        title: "The dates of directory records lie between 1980 and 2037",
        rationale: """
            Earlier than the first disc or behind the end of 32-bit time, a date tells of a wrong clock, of a reproducible \
            build that starts at 1970, or of a made-up file.
            """,
        remedy: "Nothing to do; take the dates of such files as unknown.",
        severity: .note,
        profiles: Profile.examiners,
        clause: .ecma119("9.1.5"))

    static var concerns: RecordTraits { .unusualDate }

    static func weigh(_ row: TreeRecord, in _: Disc, _ findings: inout Findings) {
        let date = row.record.date
        guard date.year < 80 || date.year > 137, date.isDate else { return }
        findings.report(
            "the date is in \(1900 + Int(date.year))", expected: "1980 to 2037",
            actual: "\(1900 + Int(date.year))",
            at: row.place(DirectoryRecord.date))
    }

    static var examples: [Example] {
        [
            .fires("1970", .plain, at: "record:/README.TXT", DirectoryRecord.date) {
                $0.set(DirectoryRecord.date, byte: 0, of: "record:/README.TXT", 70)
            },
            .fires("2100", .plain, at: "record:/README.TXT", DirectoryRecord.date) {
                $0.set(DirectoryRecord.date, byte: 0, of: "record:/README.TXT", 200)
            },
            .passes("2024", .plain),
        ]
    }
}
