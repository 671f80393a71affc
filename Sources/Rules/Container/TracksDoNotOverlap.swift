import Bytes
import Containers
import DiscModel
import Sectors
import Specimens

/// No byte of a file and no sector of the disc belongs to two tracks.
enum TracksDoNotOverlap: Rule {
    static let card = RuleCard(
        id: "container-tracks-overlap",
        title: "Tracks do not overlap, in their files or on the disc",
        rationale: """
            Each sector of a file belongs to one track. Ranges that overlap come from a damaged descriptor, \
            or from one that was made to mislead: the same bytes are then burned twice, and another part \
            not at all. Of a sheet in which a track begins before the one in front of it ends, cdrdao makes a track of \
            negative length and stops: "Track length out of range".
            """,
        remedy:
            "Correct the length of the one track or the place of the other in the descriptor, or make the image again.",
        severity: .error,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        let inFiles = container.spans.overlapsInFiles
        for overlap in inFiles {
            let (one, next) = (overlap.earlier, overlap.later)
            let shared = one.end - next.extent.offset
            let isWhole = shared % one.extent.layout.stride == 0
            let amount =
                isWhole ? (shared / one.extent.layout.stride).of("sector") : shared.of("byte")
            findings.report(
                container.located(
                    one.statedAt,
                    "track \(next.track) begins \(amount) before track \(one.track) ends\(statement(one, next))"
                ),
                expected: "byte \(one.end) or later", actual: "byte \(next.extent.offset)",
                at: container.place(inFile: one.extent.source, "track \(next.track)"))
        }
        let told = Set(inFiles)
        let isMisplaced = container.agreements.contains { $0.kind == .position && !$0.holds }
        for overlap in container.spans.overlapsOnDisc where !told.contains(overlap) {
            let (one, next) = (overlap.earlier.extent, overlap.later.extent)
            findings.report(
                "track \(overlap.later.track) begins \(UInt64(clamping: one.end - next.first).of("sector")) of the disc before track \(overlap.earlier.track) ends; what lies there was taken from track \(overlap.earlier.track)",
                expected: "LBA \(one.end) or later", actual: "LBA \(next.first)",
                at: container.place(inFile: next.source, "track \(overlap.later.track)"),
                causedBy: isMisplaced ? PositionsAgree.self : nil)
        }
    }

    /// Which statements contradict each other, where they stand in lines of a text.
    private static func statement(_ one: StoredSpan, _ next: StoredSpan) -> String {
        guard let end = one.statedAt, let begin = next.statedAt, end != begin else { return "" }
        return
            ": the length of track \(one.track) in \(end) is too large, or the place of track \(next.track) in \(begin) too small"
    }

    static var examples: [Example] {
        [
            .fires(
                "two tracks of an Alcohol image at the same bytes",
                in: .alcohol(.mixed).with { $0.set(AlcoholTrack.offset, of: "track 2", 0x1000) },
                at: "disc.mdf: track 2"),
            .fires(
                "two tracks of an Alcohol image at the same sectors of the disc",
                in: .alcohol(.mixed).with {
                    $0.set(AlcoholTrack.time, of: "track 2", [0, 2, 0])
                    $0.set(AlcoholTrack.lba, of: "track 2", 0)
                }, at: "disc.mdf: track 2"),
            .fires(
                "a track of a TOC file that is too long",
                in: .toc(.mixed).with { $0.replace("#0 00:02:27", with: "#0 00:02:37") },
                at: "disc.bin: track 2",
                message:
                    "disc.toc, line 9: track 2 begins 10 sectors before track 1 ends: the length of track 1 in line 9 is too large, or the place of track 2 in line 15 too small"
            ),
            .passes("one track behind the other", in: .alcohol(.mixed)),
            .passes("one track behind the other in a TOC file", in: .toc(.mixed)),
        ]
    }
}
