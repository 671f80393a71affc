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
        let tracks = container.layout.sessions.flatMap { session in
            session.tracks.map { (session: session.number, track: $0) }
        }
        for (_, track) in tracks where !(1...99 ~= track.number) {
            findings.report(
                container.located(track.statedAt, "track \(track.number) is none that a disc can have"),
                expected: "1 to 99", actual: "\(track.number)",
                at: container.place(inFile: 0, "track \(track.number)"))
        }
        for (one, next) in zip(tracks, tracks.dropFirst()) where next.track.number != one.track.number + 1 {
            let (number, before) = (next.track.number, one.track.number)
            let sentence: String
            if one.session != next.session, number <= before {
                sentence =
                    "the numbers of the tracks start again in session \(next.session): track \(number) follows track \(before) of session \(one.session), but a disc counts on"
            } else if number == before {
                let first = one.track.statedAt.map { ", before in \($0)" } ?? ""
                sentence = "track \(number) stands here a second time\(first)"
            } else {
                sentence = "track \(number) follows track \(before)"
            }
            findings.report(
                container.located(next.track.statedAt, sentence), expected: "\(before + 1)",
                actual: "\(number)", at: container.place(inFile: 0, "track \(number)"))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "track 5 behind track 1", in: .cue(.mixed).with { $0.replace("TRACK 02", with: "TRACK 05") },
                at: "disc.cue: track 5"),
            .fires(
                "numbers that start again in the second session",
                in: .cue(.twoSessions).with {
                    $0.replace("TRACK 02", with: "TRACK 01")
                },
                at: "disc.cue: track 1",
                message:
                    "disc.cue, line 7, column 12: the numbers of the tracks start again in session 2: track 1 follows track 1 of session 1, but a disc counts on"
            ),
            .fires(
                "a number twice", in: .cue(.mixed).with { $0.replace("TRACK 03", with: "TRACK 02") },
                at: "disc.cue: track 2",
                message:
                    "disc.cue, line 10, column 12: track 2 stands here a second time, before in line 6, column 12"
            ),
            .passes("tracks 1 to 3", in: .cue(.mixed)),
        ]
    }
}
