import Containers
import DiscModel
import Sectors
import Specimens

/// A track begins in its file where the one before it ends.
enum TracksBeginWhereOthersEnd: Rule {
    static let card = RuleCard(
        id: "container-track-shifted",
        title: "A track begins in its file where the one before it ends",
        rationale: """
            A track that begins some bytes behind the end of the one before, and then needs just as many bytes more than the file \
            has, is told at the wrong place: nothing is missing, but every program that goes by the descriptor takes all its \
            sectors from the wrong bytes. cdrdao refuses such a file as too short.
            """,
        remedy: "Correct the place of the track in the descriptor; the file is complete.",
        severity: .error,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        for span in container.spans {
            guard container.files.indices.contains(span.extent.source),
                let size = container.files[span.extent.source].size, span.end > size,
                let shift = ShiftedTrack(span, by: span.end - size, in: container)
            else { continue }
            findings.report(
                container.located(
                    container.place(of: span),
                    "track \(span.track) is said to begin at byte \(span.extent.offset) of \(container.name(ofFile: span.extent.source)), \(shift.bytes.of("byte")) behind the end of track \(shift.before), and needs as many more than the file has: the place is wrong, and nothing is missing"
                ),
                expected: "byte \(span.extent.offset - shift.bytes)", actual: "byte \(span.extent.offset)",
                at: container.place(inFile: span.extent.source, "track \(span.track)"))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a track of a TOC file that is said to begin too late",
                in: .toc(.mixed).with { $0.replace("#1298304", with: "#1299304") }, at: "disc.bin: track 3",
                message:
                    "disc.toc, line 19, column 7: track 3 is said to begin at byte 1299304 of disc.bin, 1000 bytes behind the end of track 2, and needs as many more than the file has: the place is wrong, and nothing is missing"
            ),
            .fires(
                "the same of an Alcohol image",
                in: .alcohol(.mixed).with {
                    let before = WrappedDisc.mixed.tracks.prefix(2).reduce(0) { $0 + $1.length }
                    $0.set(AlcoholTrack.offset, of: "track 3", UInt64((before + 2) * 2_352))
                },
                at: "disc.mdf: track 3"),
            .fires(
                "a little too late",
                in: .toc(.mixed).with { $0.replace("#1298304", with: "#1298308") }, at: "disc.bin: track 3"),
            .passes("tracks that follow each other", in: .toc(.mixed)),
            .passes("tracks of an Alcohol image", in: .alcohol(.mixed)),
            .passes(
                "a file that was cut",
                in: .toc(.mixed).with { $0.siblings["disc.bin"]?.removeLast(5_000) }),
        ]
    }
}

/// A track that is said to begin so many bytes behind the end of the one before it as it needs more than its file has.
struct ShiftedTrack {
    let bytes: UInt64
    /// The track before it.
    let before: Int

    init?(_ span: StoredSpan, by missing: UInt64, in container: ContainerFacts) {
        let before = container.spans.filter {
            $0.extent.source == span.extent.source && $0.end <= span.extent.offset && $0 != span
        }.max { $0.end < $1.end }
        guard let before, span.extent.offset - before.end == missing else { return nil }
        bytes = missing
        self.before = before.track
    }
}
