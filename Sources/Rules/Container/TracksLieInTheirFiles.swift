import Containers
import DiscModel
import Sectors
import Specimens

/// The files are long enough for the tracks that they hold.
enum TracksLieInTheirFiles: Rule {
    static let card = RuleCard(
        id: "container-file-short",
        title: "Files hold all sectors of their tracks",
        rationale: """
            A descriptor tells where each track begins and how long it is. A file that ends before was cut: \
            a copy that ran out of space, a download that stopped. What lies behind its end is lost.
            """,
        remedy: "Copy or download the file again, and compare its length with the source.",
        severity: .error,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        container.report(.cutAudio, &findings)
        for span in container.spans {
            guard container.files.indices.contains(span.extent.source),
                let size = container.files[span.extent.source].size, span.end > size
            else { continue }
            let missing = span.end - size
            if ShiftedTrack(span, by: missing, in: container) != nil { continue }
            findings.report(
                container.located(
                    container.place(of: span),
                    "track \(span.track) needs \(missing.of("byte")) (\(((missing + span.extent.layout.stride - 1) / span.extent.layout.stride).of("sector"))) more than \(container.name(ofFile: span.extent.source)) has"
                ),
                expected: "\(span.end.of("byte"))", actual: "\(size.of("byte"))",
                at: container.place(inFile: span.extent.source, "track \(span.track)"))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "the file of a CloneCD image was cut",
                in: .cloneCD(.plain).with { $0.siblings["disc.img"]?.removeLast(20_000) },
                at: "disc.img: track 1"),
            .fires(
                "the file of an Alcohol image was cut",
                in: .alcohol(.mixed).with { $0.siblings["disc.mdf"]?.removeLast(5_000) },
                at: "disc.mdf: track 3"),
            .fires(
                "a WAVE file that was cut", in: .wave(missing: 3_000), at: "disc.cue: line 1",
                message:
                    "disc.cue, line 1: a.wav was cut: its header announces 3000 bytes of samples more than there are (2 sectors of sound, 00:00:02) (track 1)"
            ),
            .passes("a whole WAVE file", in: .wave()),
            .passes(
                "a track that is said to begin too late, of which nothing is missing",
                in: .toc(.mixed).with { $0.replace("#1298304", with: "#1299304") }),
            .passes("files as long as their tracks", in: .cloneCD(.plain)),
        ]
    }
}
