import DiscModel
import FileSystems
import Specimens

/// Every date of TF is one of the calendar, or unset (RRIP 1.12, 4.1.6; ECMA-119, 9.1.5).
enum TimesAreDates: Rule {
    static let card = RuleCard(
        id: "rr-tf-date-invalid",
        title: "Dates in TF are dates of the calendar",
        rationale: """
            A month 13 or an hour 99 is shown differently by each system, as some day far off or as an error. All bytes zero \
            mean that the date is not known.
            """,
        remedy: "Make or copy the image again.",
        severity: .warning,
        clause: .rrip("4.1.6"))

    static var concerns: RecordTraits { .unusualTime }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.tf) else { return }
        for entry in use.entries where entry.signature == .tf {
            RecordedTime.each(in: entry) { time in
                guard time.moment(in: entry) == nil, !time.isUnset(in: entry) else { return }
                findings.report(
                    "the \(time.name) date is none of the calendar", actual: time.text(in: entry),
                    at: use.place(entry, time.field))
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("month 13", .rockRidge, at: "susp:/README.TXT:TF", 5) {
                $0.set8("susp:/README.TXT:TF", 6, 13)
            },
            .passes("dates of the calendar", .rockRidge),
            .passes("a date that is not known", .rockRidge) {
                $0.fill("susp:/README.TXT:TF", 5, count: 7, with: 0)
            },
        ]
    }
}
