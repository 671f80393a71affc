public import DiscModel
public import FileSystems
import Specimens

/// A record with Rock Ridge entries has a name of its own (RRIP 1.12, 4.1.4).
public enum NamesAreThere: Rule {
    public static let card = RuleCard(
        id: "rr-nm-missing",
        title: "Every Rock Ridge record has an NM",
        rationale: """
            Without NM the identifier is the name, and Linux shows it in lower case, other systems as it is. makefs leaves \
            NM out where name and identifier are equal.
            """,
        remedy: "Nothing, if the identifier is the name; otherwise make or copy the image again.",
        severity: .note,
        clause: .rrip("4.1.4"))

    public static var concerns: RecordTraits { .lacksName }

    public static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.isRockRidge, !use.kinds.contains(.nm), !use.isDot, !use.kinds.isDisjoint(with: .rockRidge)
        else { return }
        findings.report(
            "the record has Rock Ridge entries and no NM", expected: "NM", at: use.place("systemUse"))
    }

    public static var fires: [Example] {
        [Example("NM taken out", .rockRidge) { $0.removeEntry("susp:/README.TXT:NM") }]
    }

    public static var staysSilent: [Example] { [Example("NM everywhere", .rockRidge)] }
}
