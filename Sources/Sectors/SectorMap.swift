public import Bytes

/// Where the sectors of a disc lie in the byte sources of its container: plain data, made by a container reader.
///
/// Sectors are numbered by absolute LBA. Those that no extent holds are not in the container: pregaps it leaves out,
/// and what lies between sessions.
public struct SectorMap: Sendable, Hashable {
    public struct Extent: Sendable, Hashable {
        /// Index of the byte source.
        public let source: Int
        /// Byte offset of the first sector in it.
        public let offset: UInt64
        public let layout: SectorLayout
        /// The first sector, and how many there are.
        public let first: LBA
        public let count: UInt64

        public init(source: Int, offset: UInt64, layout: SectorLayout, first: LBA, count: UInt64) {
            self.source = source
            self.offset = offset
            self.layout = layout
            self.first = first
            self.count = count
        }

        /// Behind the last sector.
        public var end: LBA { first + count }

        /// The same sectors without the first `number` of them.
        public func dropping(_ number: UInt64) -> Extent {
            let skipped = min(number, count)
            return Extent(
                source: source, offset: offset.adding(skipped.times(layout.stride)), layout: layout,
                first: first + skipped, count: count - skipped)
        }

        /// The first `number` of its sectors.
        public func prefix(_ number: UInt64) -> Extent {
            Extent(source: source, offset: offset, layout: layout, first: first, count: min(number, count))
        }
    }

    /// By first sector, without overlap. Extents without user data are audio.
    public let extents: [Extent]
    /// Bytes behind the last whole sector, less than one sector; they belong to no sector but are part of the image.
    public let remainder: UInt64

    /// Sub-channels in files of their own.
    private let separate: [Subchannel]

    /// - Parameter subchannels: those in files of their own.
    public init(extents: [Extent], remainder: UInt64 = 0, subchannels: [Subchannel] = []) {
        self.extents = extents
        self.remainder = remainder
        separate = subchannels
    }

    /// The same sectors up to one, without those of sub-channels in files of their own.
    public func endingBefore(_ end: LBA) -> SectorMap {
        SectorMap(
            extents: extents.filter { $0.first < end }.map { $0.prefix(UInt64(clamping: end - $0.first)) })
    }

    /// Where sub-channels are stored, behind their sectors or in files of their own.
    public var subchannels: [Subchannel] { extents.compactMap(Subchannel.init(behind:)) + separate }

    /// Bytes of user data from sector 0 to the end of the last sector that has any, and the remainder.
    public var size: UInt64 {
        (extents.last { $0.layout.data > 0 }?.end ?? 0).offset.adding(remainder)
    }

    /// The map of the same sectors counted from sector `first` on, as a file system sees them that begins there.
    public func from(_ first: LBA) -> SectorMap {
        let kept = extents.compactMap { extent -> Extent? in
            guard extent.end > first else { return nil }
            let left = extent.dropping(UInt64(clamping: first - extent.first))
            return Extent(
                source: left.source, offset: left.offset, layout: left.layout, first: LBA(left.first - first),
                count: left.count)
        }
        return SectorMap(extents: kept, remainder: remainder)
    }
}
