import DiscModel
import FileSystems
import Specimens

/// A record with Rock Ridge entries has a name of its own (RRIP 1.12, 4.1.4).
enum NamesAreThere: Rule {
    static let card = RuleCard(
        id: "rr-nm-missing",
        title: "Every Rock Ridge record has an NM",
        rationale: """
            Without NM the identifier is the name, and Linux shows it in lower case, other systems as it is. makefs leaves \
            NM out where name and identifier are equal.
            """,
        remedy: "Nothing, if the identifier is the name; otherwise make or copy the image again.",
        severity: .note,
        clause: .rrip("4.1.4"))

    static var concerns: RecordTraits { .lacksName }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.isRockRidge, !use.kinds.contains(.nm), !use.isDot, !use.kinds.isDisjoint(with: .rockRidge)
        else { return }
        findings.report(
            "the record has Rock Ridge entries, but none with its name (NM)", expected: "NM",
            at: use.place("systemUse"))
    }

    static var examples: [Example] {
        [
            .fires("NM taken out", .rockRidge, at: "record:/README.TXT") {
                $0.removeEntry("susp:/README.TXT:NM")
            },
            .passes("NM everywhere", .rockRidge),
        ]
    }
}
