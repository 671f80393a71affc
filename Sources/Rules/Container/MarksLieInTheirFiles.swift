import Containers
import DiscModel
import Specimens

/// What a cue sheet says to begin in a file begins before the file ends.
enum MarksLieInTheirFiles: Rule {
    static let card = RuleCard(
        id: "container-mark-behind-end",
        title: "Every INDEX lies in its file",
        rationale: """
            An INDEX behind the end of its file leaves a track without a sector: either the time is wrong or the file was \
            cut. Programs that burn or play the sheet stop there, bchunk and cdemu among them, and the track before is \
            taken to go on to the end of the file.
            """,
        remedy: "Correct the time, or copy or download the file again.",
        severity: .error,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        container.report(.behindEnd, &findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "a track that begins an hour behind the end",
                in: .cue(.mixed).with { $0.replace("INDEX 01 00:00:00", with: "INDEX 01 61:01:71") },
                at: "disc.cue: line 5, column 14"),
            .fires(
                "a file that was cut in front of the last track",
                in: .cue(.mixed).with { wrapped in
                    // The data track alone is left.
                    let data = WrappedDisc.mixed.tracks[0].sectors.count * 2352
                    wrapped.siblings["disc.bin"] = wrapped.siblings["disc.bin"].map { Array($0.prefix(data)) }
                },
                at: "disc.cue: line 8, column 14"),
            .fires(
                "a piece of a TOC file that begins behind the end of its file",
                in: .toc(.plain).with {
                    $0.replace("DATAFILE \"disc.bin\" #0", with: "DATAFILE \"disc.bin\" #9000000")
                }, at: "disc.toc: line 9"),
            .passes("marks in their file", in: .cue(.mixed)),
        ]
    }
}
