import Bytes
import DiscModel
public import Sectors

/// The sectors of one track as the container stores them: from its stored pregap, or else from INDEX 01, to its end,
/// without what lies before LBA 0. So a disc in one file has the same tracks as one with a file for each of them.
public struct StoredTrack: Sendable, Hashable {
    public let session: Int
    /// 1 to 99, as recorded.
    public let number: Int
    /// In the order of the disc; none when there is an obstacle.
    public let extents: [SectorMap.Extent]
    /// Why the track is not there as a whole, as a clause.
    public let obstacle: String?
}

extension ContainerFacts {
    /// The tracks in the order of the container.
    public var storedTracks: [StoredTrack] {
        let spans = Dictionary(grouping: spans) { [$0.session, $0.track] }
        let shared = sharedSpans
        return layout.sessions.flatMap { session in
            session.tracks.map { track in
                let mine = (spans[[session.number, track.number]] ?? []).sorted {
                    $0.extent.first < $1.extent.first
                }
                let obstacle =
                    shared.isDisjoint(with: mine)
                    ? obstacle(to: track, in: mine) : "some of its bytes are claimed twice"
                return StoredTrack(
                    session: session.number, number: track.number,
                    extents: obstacle == nil ? mine.map(\.extent) : [], obstacle: obstacle)
            }
        }
    }

    /// What is missing of a track.
    private func obstacle(to track: DiscLayout.Track, in spans: [StoredSpan]) -> String? {
        guard let first = spans.first, track.length > 0 else { return "none of its sectors are stored" }
        var reached = min(track.sectors.lowerBound, first.extent.first)
        for span in spans {
            let size = files.indices.contains(span.extent.source) ? files[span.extent.source].size : nil
            guard span.end <= size ?? 0 else { return "its file ends before it does" }
            guard span.extent.first == reached else { break }
            reached = span.extent.end
        }
        return reached == track.sectors.upperBound ? nil : "not all of its sectors are stored"
    }

    /// Those that have bytes in common.
    private var sharedSpans: Set<StoredSpan> {
        Set(spans.overlapsInFiles.flatMap { [$0.earlier, $0.later] })
    }
}
