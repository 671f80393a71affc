public import Containers
public import DiscModel
import Specimens

/// Times have less than 60 seconds and less than 75 frames.
public enum TimesAreInRange: Rule {
    public static let card = RuleCard(
        id: "container-time-range",
        title: "Times of the descriptor are in range",
        rationale: """
            Times count minutes, seconds and frames, 75 to a second. Larger numbers come from a program \
            that counts wrongly or from a hand that edited the sheet; some readers refuse them, others \
            carry them over, and the track begins elsewhere.
            """,
        remedy: "Correct the time.",
        severity: .warning,
        clause: .practice("descriptors of images"))

    public static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for fault in container.faults where fault.kind == .time {
            findings.report(
                DisplayName(fault.text).escaped, expected: "seconds below 60 and frames below 75",
                at: container.place(inFile: 0, fault.place))
        }
    }

    public static var fires: [Example] {
        [
            Example(
                "76 frames",
                in: .cue(.plain).with { $0.replace("INDEX 01 00:00:00", with: "INDEX 01 00:00:76") })
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("times in range", in: .cue(.mixed))
        ]
    }
}
