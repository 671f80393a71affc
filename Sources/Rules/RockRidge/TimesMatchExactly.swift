import Bytes
import DiscModel
import FileSystems
import Specimens

/// The modification time of TF is the date of the record to the second (RRIP 1.12, 4.1.6; ECMA-119, 9.1.5).
enum TimesMatchExactly: Rule {
    static let card = RuleCard(
        id: "rr-tf-vs-record-exact",
        title: "The modification time in TF is the date of the record to the second",
        rationale: """
            Both are the same time of the same file, so even a second between them means that one was set on its own. rr-tf-vs-record-date \
            speaks of differences that people see; this rule finds the bit that flipped.
            """,
        remedy: "Have the mastering program record one time in both places.",
        severity: .note, profiles: Profile.pedants,
        clause: .rrip("4.1.6"))

    static var concerns: RecordTraits { .otherTime }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard let found = TimesMatchTheRecord.difference(use), found.seconds != 0,
            abs(found.seconds) <= TimesMatchTheRecord.day
        else { return }
        findings.report(
            "the modification time of Rock Ridge (TF) is \(abs(found.seconds).of("second")) \(found.seconds > 0 ? "after" : "before") the date of the record",
            at: use.place(found.entry, found.time.field))
    }

    static var examples: [Example] {
        [
            .fires("a second more in TF", .rockRidge, at: "susp:/README.TXT:TF", 5) {
                $0.set8("susp:/README.TXT:TF", 10, 6)
            },
            .passes("the same moment", .rockRidge),
            .passes("the same moment in another time zone", .rockRidge) {
                $0.set8("susp:/README.TXT:TF", 8, 4)
                $0.set8("susp:/README.TXT:TF", 11, 4)
            },
        ]
    }
}
