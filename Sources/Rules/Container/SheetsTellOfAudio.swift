import Bytes
import Containers
import DiscModel
import Sectors
import Specimens

/// Of audio in raw sectors a sheet tells where its tracks begin.
enum SheetsTellOfAudio: Rule {
    static let card = RuleCard(
        id: "container-audio-unlisted",
        title: "A sheet tells where the tracks of audio begin",
        rationale: """
            Sectors of audio have no synchronisation pattern, no header and no codes. In a file of raw sectors without its sheet \
            they can be told from data, but nothing tells how many tracks they are, and nothing can be checked in them. \
            Programs that burn such a file alone write all of it as data.
            """,
        remedy: "Open the cue sheet that belongs to the file; to burn the audio, one is needed.",
        severity: .note,
        clause: .practice("BIN/CUE"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        guard container.unlistedAudio > 0 else { return }
        for span in container.spans where span.extent.layout.data == 0 {
            let extent = span.extent
            let first = (extent.offset - min(extent.offset, container.leadingBytes)) / extent.layout.stride
            findings.report(
                "sectors \(first)-\(first + extent.count - 1) of the file are audio: \(extent.count.of("sector")), and no sheet says where tracks begin",
                at: container.place(inFile: extent.source, "byte \(extent.offset)"))
        }
    }

    /// Audio without its sheet: in front of the data or behind it.
    static func bare(isFirst: Bool) -> Wrapped {
        let disc = WrappedDisc(Specimen.plain.bytes, audioTracks: 1)
        let audio = Wrapped.cue(disc, oneFile: false).siblings["track2.bin"] ?? []
        guard isFirst else { return .raw(disc) }
        let data = Wrapped.raw(WrappedDisc(Specimen.plain.bytes)).bytes
        return Wrapped(name: "disc.bin", bytes: audio + data)
    }

    static var examples: [Example] {
        [
            .fires("audio behind the data", in: bare(isFirst: false), at: "disc.bin: byte 416304"),
            .fires("audio before the data", in: bare(isFirst: true), at: "disc.bin: byte 0"),
            .passes("the same with its sheet", in: .cue(.mixed)),
            .passes("data alone", in: .raw(.plain)),
        ]
    }
}
