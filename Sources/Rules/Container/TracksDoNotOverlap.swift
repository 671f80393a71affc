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
        remedy: "Look at the descriptor; make the image again.",
        severity: .error,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        let inFiles = container.spans.overlapsInFiles
        for overlap in inFiles {
            let (one, next) = (overlap.earlier, overlap.later)
            findings.report(
                "track \(next.track) begins \((one.end - next.extent.offset).of("byte")) before track \(one.track) ends",
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
            .passes("one track behind the other", in: .alcohol(.mixed)),
        ]
    }
}
