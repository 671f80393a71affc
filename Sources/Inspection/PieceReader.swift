import Bytes
import Checksums
import DiscModel
import Readers
import Sectors

/// What one read of the scan delivered: bytes as they are stored, and the user data in them.
struct Piece: Sendable {
    enum Part: Sendable {
        case bytes(ArraySlice<UInt8>, offset: UInt64)
        case missing(DiscMap.Run)
    }

    /// For surveys of each feed.
    var files: [Part] = []
    var data: [Part] = []
    var gaps: [Gap] = []
    /// Bytes of the files, read or not.
    var byteCount: UInt64 = 0
    /// Where the following piece begins.
    var next: PieceReader.Position
}

/// Cuts a container's files into pieces for the scan. After a failed read a piece is read again sector by sector, so that
/// a bad sector costs itself only.
struct PieceReader: Sendable {
    /// Bytes read at once: enough to cost nothing for each, and few enough for the caches.
    private static let pieceSize: UInt64 = 1 << 20

    struct Position: Sendable {
        var segment = 0
        /// Bytes behind the segment's start.
        var offset: UInt64 = 0
    }

    /// Bytes of one file that are read alike: the sectors of an extent, or what belongs to no sector.
    private struct Segment: Sendable {
        let source: Int
        let start: UInt64
        let length: UInt64
        let extent: SectorMap.Extent?
        /// Offset of its first byte when all files are laid end to end.
        let inFiles: UInt64
        /// Bytes that belong together: a sector, or the sub-channel of one.
        let stride: UInt64

        /// The parts of it that are wanted, in whole sectors.
        func parts(_ wanted: WantedBytes) -> [Segment] {
            var ranges = wanted.ranges(in: inFiles..<inFiles + length, of: .files)
                .map { $0.lowerBound - inFiles..<$0.upperBound - inFiles }
            if let extent, extent.layout.data > 0 {
                let first = extent.first.offset
                let end = first.adding((length / stride + 1).times(.sector))
                ranges += wanted.ranges(in: first..<end, of: .data).map {
                    ($0.lowerBound - first) / .sector * stride..<($0.upperBound - first).roundedUp(
                        to: .sector) / .sector * stride
                }
            }
            return WantedBytes.joined(ranges).compactMap { range in
                let start = range.lowerBound / stride * stride
                let end = min(length, range.upperBound.roundedUp(to: stride))
                guard start < end else { return nil }
                return Segment(
                    source: source, start: self.start + start, length: end - start,
                    extent: extent?.dropping(start / stride), inFiles: inFiles + start, stride: stride)
            }
        }
    }

    /// Bytes that are to be read, of all files.
    let total: UInt64
    private let volume: Volume
    private let segments: [Segment]

    /// - Parameter surveys: what they want is read; all of it where one wants everything.
    init(_ volume: Volume, for surveys: [any Survey]) {
        self.volume = volume
        let wanted = WantedBytes(surveys)
        var segments: [Segment] = []
        var base: UInt64 = 0
        for (index, source) in volume.sources.enumerated() {
            segments += Self.segments(of: index, size: source.size, base: base, map: volume.map)
            base += source.size
        }
        self.segments = wanted.map { wanted in segments.flatMap { $0.parts(wanted) } } ?? segments
        total = self.segments.reduce(0) { $0 + $1.length }
    }

    /// The extents that lie in a file, in their order there, and the bytes between and behind them.
    private static func segments(of source: Int, size: UInt64, base: UInt64, map: SectorMap) -> [Segment] {
        var segments: [Segment] = []
        var at: UInt64 = 0
        let unit = map.subchannels.first { $0.source == source && !$0.isBehindSectors }?.stride
        func add(upTo end: UInt64, _ extent: SectorMap.Extent?) {
            guard end > at else { return }
            segments.append(
                Segment(
                    source: source, start: at, length: end - at, extent: extent, inFiles: base + at,
                    stride: extent?.layout.stride ?? unit ?? SectorLayout.plain.stride))
            at = end
        }
        for extent in map.extents.filter({ $0.source == source }).sorted(by: { $0.offset < $1.offset }) {
            // Sectors that two extents share are read with the first.
            guard extent.offset >= at, extent.layout.stride > 0 else { continue }
            add(upTo: min(size, extent.offset), nil)
            let rest = extent == map.extents.last && extent.layout.isBare ? map.remainder : 0
            add(
                upTo: min(size, extent.offset.adding(extent.count.times(extent.layout.stride)) + rest), extent
            )
        }
        add(upTo: size, nil)
        return segments
    }

    /// The piece that begins at a position; nil behind the last byte.
    func piece(at position: Position) -> Piece? {
        guard position.segment < segments.count else { return nil }
        let segment = segments[position.segment]
        let whole = max(segment.stride, Self.pieceSize / segment.stride * segment.stride)
        let count = min(whole, segment.length - position.offset)
        let isLast = position.offset + count == segment.length
        var piece = Piece(
            next: isLast
                ? Position(segment: position.segment + 1)
                : Position(segment: position.segment, offset: position.offset + count))
        piece.byteCount = count
        if !read(segment, position.offset, count, into: &piece) {
            for offset in stride(from: position.offset, to: position.offset + count, by: Int(segment.stride))
            {
                let length = min(segment.stride, position.offset + count - offset)
                readOrMiss(segment, offset, length, into: &piece)
            }
        }
        return piece
    }

    /// Reads bytes of a segment at once; false when the source refuses.
    private func read(_ segment: Segment, _ offset: UInt64, _ count: UInt64, into piece: inout Piece) -> Bool
    {
        guard let bytes = try? bytes(segment, offset, count), UInt64(bytes.count) == count else {
            return false
        }
        add(bytes, segment, offset, to: &piece)
        return true
    }

    private func bytes(_ segment: Segment, _ offset: UInt64, _ count: UInt64) throws(ReadFailure) -> [UInt8] {
        try volume.sources[segment.source].bytes(at: segment.start + offset, count: Int(count))
    }

    private func readOrMiss(
        _ segment: Segment, _ offset: UInt64, _ count: UInt64, into piece: inout Piece
    ) {
        do throws(ReadFailure) {
            let bytes = try bytes(segment, offset, count)
            if UInt64(bytes.count) == count { return add(bytes, segment, offset, to: &piece) }
            miss(.pastEnd, "the file is shorter than when it was opened", segment, offset, count, &piece)
        } catch {
            miss(.readFailed, error.reason, segment, offset, count, &piece)
        }
    }

    // MARK: Both feeds

    private func add(_ bytes: [UInt8], _ segment: Segment, _ offset: UInt64, to piece: inout Piece) {
        piece.files.append(.bytes(bytes[...], offset: segment.inFiles + offset))
        guard let run = dataRun(segment, offset, UInt64(bytes.count)) else { return }
        guard let layout = segment.extent?.layout, !layout.isBare else {
            return piece.data.append(.bytes(bytes[...], offset: run.offset))
        }
        var sectors = bytes
        layout.descramble(&sectors)
        var data: [UInt8] = []
        data.reserveCapacity(Int(run.length))
        for start in stride(from: Int(layout.prefix), to: sectors.count, by: Int(layout.stride)) {
            data += sectors[start..<min(sectors.count, start + Int(layout.data))]
        }
        piece.data.append(.bytes(data[...], offset: run.offset))
    }

    /// The user data in some bytes of a segment that begin and end with a sector; nil when they belong to no sector.
    private func dataRun(_ segment: Segment, _ offset: UInt64, _ count: UInt64) -> DiscMap.Run? {
        guard let extent = segment.extent else { return nil }
        let sector = extent.first + offset / extent.layout.stride
        let length = extent.layout.isBare ? count : count / extent.layout.stride * extent.layout.data
        return length == 0 ? nil : DiscMap.Run(offset: sector.offset, length: length)
    }

    /// Neighbouring failures make one gap.
    private func miss(
        _ cause: Gap.Cause, _ reason: String, _ segment: Segment, _ offset: UInt64, _ count: UInt64,
        _ piece: inout Piece
    ) {
        piece.files.append(.missing(.init(offset: segment.inFiles + offset, length: count)))
        let run = dataRun(segment, offset, count)
        if let run { piece.data.append(.missing(run)) }
        let place = Place(offset: run?.offset, length: run?.length ?? count)
        if let last = piece.gaps.last, last.cause == cause, last.detail == reason,
            let start = last.place.offset,
            let length = last.place.length, start + length == run?.offset
        {
            let merged = Place(offset: start, length: length + (place.length ?? 0))
            piece.gaps[piece.gaps.count - 1] = Gap(cause, .content, at: merged, reason)
        } else {
            piece.gaps.append(Gap(cause, .content, at: place, reason))
        }
    }
}
