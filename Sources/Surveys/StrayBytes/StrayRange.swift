import Bytes
public import Containers
import DiscModel
import Sectors

/// Bytes in the files of a container that no player plays and no file system shows.
public struct StrayRange: Sendable, Hashable, Codable {
    public enum Kind: Sendable, Hashable, Codable {
        /// No track and no structure of the container covers them.
        case unreferenced
        /// The 150 sectors before LBA 0, which have no place on the disc that a program could name.
        case firstPregap
        /// The pregap of a track of audio that no other audio leads to.
        case pregap(track: Int)
    }

    public let kind: Kind
    /// Index of the file, and the bytes in it.
    public let file: Int
    public let range: Range<UInt64>
    /// Of each so many bytes those that hold content: user data, or sound.
    public let stride: UInt64
    public let content: Range<UInt64>
}

extension ContainerFacts {
    /// The parts of its files that are stray, by file and place.
    public var strays: [StrayRange] {
        guard hasDescriptor else { return pregaps }
        return files.indices.flatMap { unreferenced(inFile: $0) } + pregaps
    }

    private func unreferenced(inFile index: Int) -> [StrayRange] {
        var ranges = spans.filter { $0.extent.source == index }.map {
            ($0.extent.offset, $0.end.adding($0.remainder))
        }
        // A sheet is text, no sectors.
        guard let size = files[index].size, !ranges.isEmpty else { return [] }
        ranges += structures.filter { $0.file == index }.map { ($0.offset, $0.offset.adding($0.length)) }
        return Self.uncovered(ranges, size).map { gap in
            guard let layout = layoutOfFirstPregap(gap, index) else {
                return StrayRange(
                    kind: .unreferenced, file: index, range: gap, stride: UInt64(gap.count),
                    content: 0..<UInt64(gap.count))
            }
            return Self.sectors(.firstPregap, index, gap, layout)
        }
    }

    /// The parts of a file that no range covers.
    private static func uncovered(_ ranges: [(UInt64, UInt64)], _ size: UInt64) -> [Range<UInt64>] {
        var gaps: [Range<UInt64>] = []
        var reached: UInt64 = 0
        for (from, to) in ranges.sorted(by: { $0.0 < $1.0 }) {
            if from > reached { gaps.append(reached..<min(from, max(reached, size))) }
            reached = max(reached, to)
        }
        if reached < size { gaps.append(reached..<size) }
        return gaps.filter { !$0.isEmpty }
    }

    /// How the 150 sectors before LBA 0 lie in a file, which are stored but are on no place that has an LBA.
    private func layoutOfFirstPregap(_ gap: Range<UInt64>, _ file: Int) -> SectorLayout? {
        guard let first = spans.first(where: { $0.extent.source == file }), first.extent.first == 0,
            gap.upperBound == first.extent.offset, UInt64(gap.count) == 150 * first.extent.layout.stride
        else { return nil }
        return first.extent.layout
    }

    /// Pregaps that are stored before the first audio of a session, or between data and audio. What lies between two songs is heard.
    private var pregaps: [StrayRange] {
        layout.sessions.flatMap { session in
            session.tracks.indices.compactMap { index -> StrayRange? in
                let track = session.tracks[index]
                let follows = index > 0 && session.tracks[index - 1].isAudio
                guard track.isAudio, !follows,
                    let extent = spans.first(where: { $0.track == track.number })?.extent,
                    extent.first < track.start
                else { return nil }
                let sectors = min(extent.count, UInt64(clamping: track.start - extent.first))
                let length = sectors.times(extent.layout.stride)
                return Self.sectors(
                    .pregap(track: track.number), extent.source,
                    extent.offset..<extent.offset.adding(length), extent.layout)
            }
        }
    }

    private static func sectors(
        _ kind: StrayRange.Kind, _ file: Int, _ range: Range<UInt64>, _ layout: SectorLayout
    ) -> StrayRange {
        let content =
            layout.data > 0
            ? layout.prefix..<layout.prefix + layout.data : 0..<layout.stride - layout.subchannel
        return StrayRange(kind: kind, file: file, range: range, stride: layout.stride, content: content)
    }
}
