import Containers
import DiscModel
import Specimens

/// The tracks that an evidence file lists begin on its medium.
enum EWFTracksLieInTheMedium: Rule {
    static let card = RuleCard(
        id: "container-ewf-track",
        title: "The tracks that an evidence file lists begin on its medium",
        rationale: """
            Evidence files of optical discs list where sessions and tracks begin. A track behind the last sector tells that the file holds less \
            than the disc, or that the list is that of another disc.
            """,
        remedy: "Compare with the disc, and acquire it again where it is longer.",
        severity: .warning,
        clause: .practice("libewf, Expert Witness Compression Format: Session section"))

    static func weigh(_ evidence: EWFSubject, in _: Disc, _ findings: inout Findings) {
        evidence.report([.sessions], &findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "a track behind the end",
                in: .evidence(Specimen.plain.bytes) { $0.tracks = [(16, false), (100_000, false)] },
                at: "disc.E01: section \"session\""),
            .passes(
                "the only track, with the number that programs write",
                in: .evidence(Specimen.plain.bytes) { $0.tracks = [(16, false)] }),
        ]
    }
}
