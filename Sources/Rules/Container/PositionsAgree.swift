import Containers
import DiscModel
import Specimens

/// Where the container puts a track is where its sectors say they are.
enum PositionsAgree: Rule {
    static let card = RuleCard(
        id: "container-position-disagree",
        title: "Tracks are where their sectors say",
        rationale: """
            A raw data sector tells its own position in its header, and many containers record positions in \
            more than one way. Where they disagree, the image was put together from parts, a gap was left \
            out, or the descriptor belongs to another image; a disc burned from it may have files that \
            cannot be found.
            """,
        remedy: "Compare descriptor and source; for sheets look at PREGAP and INDEX.",
        severity: .warning,
        clause: .practice("containers of disc images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for agreement in container.agreements where agreement.kind == .position && !agreement.holds {
            findings.report(
                "the \(agreement.what) is \(agreement.recorded), but \(agreement.actual) by \(agreement.source)",
                expected: "\(agreement.actual)", actual: "\(agreement.recorded)",
                at: container.place(inFile: 0, agreement.what))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a pregap that the sectors do not know",
                in: .cue(.plain).with {
                    $0.replace("    INDEX 01", with: "    PREGAP 00:02:00\r\n    INDEX 01")
                }, at: "disc.cue: first sector of track 1"),
            .passes("sectors where the sheet has them", in: .cue(.plain)),
        ]
    }
}
