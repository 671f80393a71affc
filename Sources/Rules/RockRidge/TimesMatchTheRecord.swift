import Bytes
import DiscModel
import FileSystems
import Specimens

/// The modification time of TF is the date of the record (RRIP 1.12, 4.1.6; ECMA-119, 9.1.5).
enum TimesMatchTheRecord: Rule {
    static let card = RuleCard(
        id: "rr-tf-vs-record-date",
        title: "The modification time in TF is the date of the record",
        rationale: """
            Rock Ridge readers show the time in TF, all others the date of the directory record. More than a day between \
            them means that somebody set one of them, or that it is damaged. Some programs put the time of mastering \
            into the record.
            """,
        remedy: "Compare with the original files.",
        severity: .note, profiles: Profile.examiners,
        clause: .rrip("4.1.6"))

    static let day: Int64 = 86_400

    static var concerns: RecordTraits { .otherTime }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard let found = difference(use), abs(found.seconds) > day else { return }
        findings.report(
            "the modification time of Rock Ridge (TF) is \((abs(found.seconds) / day).of("day")) \(found.seconds > 0 ? "after" : "before") the date of the record",
            at: use.place(found.entry, found.time.field))
    }

    /// The modification time of the record, and how much later it is than the record's date.
    static func difference(
        _ use: RecordSystemUse
    ) -> (entry: SystemUseEntry, time: RecordedTime, seconds: Int64)? {
        guard use.kinds.contains(.tf) else { return nil }
        // genisoimage leaves what it says about the parent of RR_MOVED empty: mode 0, dates of 1970.
        if use.record.isParent, use.attributes?.mode.read == 0 { return nil }
        for entry in use.entries where entry.signature == .tf {
            guard let time = RecordedTime.modification(in: entry) else { continue }
            // The same seven bytes say the same; only others need to be understood.
            if !time.isLong, use.record.date == ShortDate(entry.bytes.dropFirst(time.at).prefix(7)) {
                return nil
            }
            guard let moment = time.moment(in: entry), let recorded = use.record.date.moment else {
                return nil
            }
            return (entry, time, moment.seconds - recorded.seconds)
        }
        return nil
    }

    static var examples: [Example] {
        [
            .fires("another year in TF", .rockRidge, at: "susp:/README.TXT:TF", 5) {
                $0.set8("susp:/README.TXT:TF", 5, 120)
            },
            .passes("the same moment", .rockRidge),
            .passes("an hour apart, as after a change of time zone", .rockRidge) {
                $0.set8("susp:/README.TXT:TF", 8, 4)
            },
        ]
    }
}
