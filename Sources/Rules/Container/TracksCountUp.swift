import Containers
import DiscModel
import Specimens

/// Tracks are numbered one after the other, from 1 to 99.
enum TracksCountUp: Rule {
    static let card = RuleCard(
        id: "container-track-order",
        title: "Tracks are numbered in order",
        rationale: """
            A disc has at most 99 tracks, each one more than the one before it; the first may have any \
            number. A burning program refuses other numbers or gives its own.
            """,
        remedy: "Correct the numbers of the tracks.",
        severity: .warning,
        clause: .practice("Red Book, track numbers"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        let numbers = container.layout.tracks.map(\.number)
        for number in numbers where !(1...99 ~= number) {
            findings.report(
                "track \(number) is none that a disc can have", expected: "1 to 99", actual: "\(number)",
                at: container.place(inFile: 0, "track \(number)"))
        }
        for (one, next) in zip(numbers, numbers.dropFirst()) where next != one + 1 {
            findings.report(
                "track \(next) follows track \(one)", expected: "\(one + 1)", actual: "\(next)",
                at: container.place(inFile: 0, "track \(next)"))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "track 5 behind track 1", in: .cue(.mixed).with { $0.replace("TRACK 02", with: "TRACK 05") },
                at: "disc.cue: track 5"),
            .passes("tracks 1 to 3", in: .cue(.mixed)),
        ]
    }
}
