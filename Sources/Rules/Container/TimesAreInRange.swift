import Containers
import DiscModel
import Specimens

/// Times have less than 60 seconds and less than 75 frames.
enum TimesAreInRange: Rule {
    static let card = RuleCard(
        id: "container-time-range",
        title: "Times of the descriptor are in range",
        rationale: """
            Times count minutes, seconds and frames, 75 to a second. Larger numbers come from a program \
            that counts wrongly or from a hand that edited the sheet. cdrdao refuses such a sheet ("Timecode out of range"); \
            others carry the number over, and the track begins elsewhere.
            """,
        remedy: "Correct the time.",
        severity: .error,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        container.report(.time, expected: "seconds below 60 and frames below 75", &findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "76 frames",
                in: .cue(.plain).with { $0.replace("INDEX 01 00:00:00", with: "INDEX 01 00:00:76") },
                at: "disc.cue: line 5, column 14"),
            .fires(
                "75 frames of an entry of a CloneCD descriptor",
                in: .cloneCD(.plain).with {
                    $0.replace("Point=0x1\r\n", with: "Point=0x01\r\n")
                    $0.replace("PFrame=0\r\nPLBA=0\r\n", with: "PFrame=75\r\nPLBA=0\r\n")
                }, at: "disc.ccd: line 70, column 8",
                message: "disc.ccd, line 70, column 8: 75 is out of range for PFrame, 0 to 74 (track 1)"),
            .passes("times of a CloneCD descriptor", in: .cloneCD(.mixed)),
            .passes("times in range", in: .cue(.mixed)),
        ]
    }
}
