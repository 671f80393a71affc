import Bytes
import DiscModel
import FileSystems
import Specimens

/// The date of a directory record is one (ECMA-119, 9.1.5).
enum RecordDatesAreDates: Rule {
    private static let roxio = Exemption(
        .roxio, "Easy CD Creator writes 56 quarters of an hour as the offset")
    private static let makefs = Exemption(
        .makefs, "makefs leaves the dates of some directories filled with 0xA5")

    static let card = RuleCard(
        id: "dir-date-7-malformed",
        title: "The date of each directory record is a date",
        rationale: """
            Readers turn the seven bytes into a time without checking, so that a month of 0 or a day of 31 in June becomes \
            another day. Nero for Linux writes zeros, which means that no date is given.
            """,
        remedy:
            "Nothing to do for the content of the files; compare the image with its source if single dates are wrong.",
        severity: .warning,
        clause: .ecma119("9.1.5"),
        exemptions: [roxio, makefs])

    static var concerns: RecordTraits { .unusualDate }

    static func weigh(_ row: TreeRecord, in _: Disc, _ findings: inout Findings) {
        let date = row.record.date
        guard !date.isDate else { return }
        let recorded = ShortDate.bytes(of: date)
        let text = recorded.map(String.init).joined(separator: " ")
        let place = row.place(DirectoryRecord.date)
        guard !date.isUnset else {
            findings.report("no date is given, all bytes are zero", at: place, severity: .note)
            return
        }
        let isFill = recorded.allSatisfy { $0 == 0xA5 }
        let habit = isFill ? makefs : date.zone == 56 && date.isDateElsewhere ? roxio : nil
        findings.report(
            "the date is recorded as \(text)",
            expected: "years since 1900, month, day, hour, minute, second, offset from -48 to 52",
            actual: text,
            at: place, severity: habit == nil ? nil : .note, exempt: habit)
    }

    static var examples: [Example] {
        [
            .fires("month 13", .plain, at: "record:/README.TXT", DirectoryRecord.date) {
                $0.set(DirectoryRecord.date, byte: 1, of: "record:/README.TXT", 13)
            },
            .fires("February 30", .plain, at: "record:/README.TXT", DirectoryRecord.date) {
                $0.set("record:/README.TXT", 19, [2, 30])
            },
            .fires(
                "an offset of 56", .plain, at: "record:/DOCS/..", DirectoryRecord.date, severity: .note
            ) {
                $0.set(DirectoryRecord.date, byte: 6, of: "record:/DOCS/..", 56)
            },
            .fires("no date", .plain, at: "record:/DOCS", DirectoryRecord.date, severity: .note) {
                $0.fill("record:/DOCS", 18, count: 7, with: 0)
            },
            .passes("February 29 of a leap year", .plain) {
                $0.set(DirectoryRecord.date, of: "record:/README.TXT", bytes: [124, 2, 29])
            },
            .passes("west of Greenwich", .plain) {
                $0.set(DirectoryRecord.date, byte: 6, of: "record:/README.TXT", 0xD0)
            },
        ]
    }
}

extension ShortDate {
    /// Whether the numbers name a moment.
    var isDate: Bool { (-48...52).contains(zone) && isDateElsewhere }

    /// Whether the numbers but the offset do.
    var isDateElsewhere: Bool {
        guard day > 0, hour < 24, minute < 60, second < 60 else { return false }
        switch month {
        case 1, 3, 5, 7, 8, 10, 12: return day <= 31
        case 4, 6, 9, 11: return day <= 30
        // 1900 was no leap year, 2000 was; the byte ends in 2155.
        case 2: return day <= (year % 4 == 0 && year != 0 ? 29 : 28)
        default: return false
        }
    }
}
