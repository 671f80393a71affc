import Containers
import DiscModel
import Sectors
import Specimens

/// No byte of a file belongs to two tracks.
enum TracksDoNotOverlap: Rule {
    static let card = RuleCard(
        id: "container-tracks-overlap",
        title: "Tracks do not overlap in their files",
        rationale: """
            Each sector of a file belongs to one track. Ranges that overlap come from a damaged descriptor, \
            or from one that was made to mislead: the same bytes are then burned twice, and another part \
            not at all.
            """,
        remedy: "Look at the descriptor; make the image again.",
        severity: .error,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        let spans = container.spans.sorted {
            ($0.extent.source, $0.extent.offset) < ($1.extent.source, $1.extent.offset)
        }
        for (one, next) in zip(spans, spans.dropFirst()) where one.extent.source == next.extent.source {
            guard next.extent.offset < one.end else { continue }
            findings.report(
                "track \(next.track) begins \(one.end - next.extent.offset) bytes before track \(one.track) ends",
                expected: "byte \(one.end) or later", actual: "byte \(next.extent.offset)",
                at: container.place(inFile: one.extent.source, "track \(next.track)"))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "two tracks of an Alcohol image at the same bytes",
                in: .alcohol(.mixed).with {
                    // The offset of track 2 in the file of sectors.
                    let block = 0x58 + 24 + 80 * 4
                    $0.bytes.replaceSubrange(block + 0x28..<block + 0x30, with: [0, 0x10, 0, 0, 0, 0, 0, 0])
                }, at: "disc.mdf: track 2"),
            .passes("one track behind the other", in: .alcohol(.mixed)),
        ]
    }
}
