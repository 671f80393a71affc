public import DiscModel
public import FileSystems
import Specimens

/// Every date of TF is one of the calendar, or unset (RRIP 1.12, 4.1.6; ECMA-119, 9.1.5).
public enum TimesAreDates: Rule {
    public static let card = RuleCard(
        id: "rr-tf-date-invalid",
        title: "Dates in TF are dates of the calendar",
        rationale: """
            A month 13 or an hour 99 is shown differently by each system, as some day far off or as an error. All bytes zero \
            mean that the date is not known.
            """,
        remedy: "Make or copy the image again.",
        severity: .warning,
        clause: .rrip("4.1.6"))

    public static var concerns: RecordTraits { .unusualTime }

    public static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.tf) else { return }
        for entry in use.entries where entry.signature == .tf {
            RecordedTime.each(in: entry) { time in
                guard time.moment(in: entry) == nil, !time.isUnset(in: entry) else { return }
                findings.report(
                    "the \(time.name) date is none of the calendar", actual: time.text(in: entry),
                    at: use.place(entry, time.at, time.length, time.name))
            }
        }
    }

    public static var fires: [Example] {
        [Example("month 13", .rockRidge) { $0.set8("susp:/README.TXT:TF", 6, 13) }]
    }

    public static var staysSilent: [Example] {
        [
            Example("dates of the calendar", .rockRidge),
            Example("a date that is not known", .rockRidge) {
                $0.fill("susp:/README.TXT:TF", 5, count: 7, with: 0)
            },
        ]
    }
}
