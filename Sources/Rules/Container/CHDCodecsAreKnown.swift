import Containers
import DiscModel
import Specimens

/// The header of a CHD names ways to compress that there are.
enum CHDCodecsAreKnown: Rule {
    static let card = RuleCard(
        id: "container-chd-codec",
        title: "The header of a CHD names ways to compress that programs know",
        rationale: """
            A CHD names up to four ways in which its hunks are compressed. chdman and emulators look them all up before they read anything, and refuse \
            the file where one is unknown to them, even if no hunk uses it. isocheck reads the hunks that are compressed in the others.
            """,
        remedy: "Download or copy the file again; if it was made by a newer chdman, use that.",
        severity: .error,
        clause: .practice("MAME, chd.cpp"))

    static func weigh(_ chd: CHDSubject, in _: Disc, _ findings: inout Findings) {
        guard chd.facts.hasUnknownCodec else { return }
        findings.report(
            "the header of \(chd.name) names a way to compress that is not known; programs open nothing of it",
            at: chd.place("header"))
    }

    static var examples: [Example] {
        [
            .fires(
                "a letter of one differs", in: .chd(Specimen.plain.bytes).with { $0.bytes[19] ^= 1 },
                at: "disc.chd: header"),
            .passes("one that is usual", in: .chd(Specimen.plain.bytes)),
            .passes("none, where nothing is compressed", in: .chd(Specimen.plain.bytes, hasSums: false)),
        ]
    }
}
