import DiscModel
import SectorCodes
import Specimens

/// The mode in the header is that of the track (ECMA-130, 14.2).
enum ModesMatchTheTrack: Rule {
    static let card = RuleCard(
        id: "sector-mode",
        title: "The mode in the header is that of the track",
        rationale: """
            The mode tells where the user data lies. A track changes its mode only where it was \
            written in pieces, or where sectors of something else were put in.
            """,
        remedy: "Convert to a plain ISO and look at the files that own these sectors.",
        severity: .warning,
        clause: Clause("ECMA-130", "14.2"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(trouble, .unexpectedMode, in: disc, "another mode than the track")
    }

    static var examples: [Example] {
        [
            .fires(
                "a sector of Mode 2 in a track of Mode 1",
                in: .cue(.plain).with { disc in
                    let other = WrappedDisc(Specimen.plain.bytes, xa: true).tracks[0].sectors[25]
                    disc.siblings["disc.bin"]?.replaceSubrange(2352 * 25..<2352 * 26, with: other)
                }, at: 51_200),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
