/// Where the sectors of a volume lie in the byte sources of its container: plain data, made by a container reader.
public struct SectorMap: Sendable, Hashable {
    public struct Extent: Sendable, Hashable {
        /// Index of the byte source.
        public let source: Int
        /// Byte offset of the first sector in it.
        public let offset: UInt64
        public let layout: SectorLayout
        /// Number of the first sector, and how many there are.
        public let first: UInt64
        public let count: UInt64

        public init(source: Int, offset: UInt64, layout: SectorLayout, first: UInt64, count: UInt64) {
            self.source = source
            self.offset = offset
            self.layout = layout
            self.first = first
            self.count = count
        }
    }

    /// By first sector, without overlap.
    public let extents: [Extent]
    /// Bytes behind the last whole sector, less than one sector; they belong to no sector but are part of the image.
    public let remainder: UInt64

    public init(extents: [Extent], remainder: UInt64 = 0) {
        self.extents = extents
        self.remainder = remainder
    }

    /// Bytes of user data from sector 0 to the end of the last sector, and the remainder.
    public var size: UInt64 {
        (extents.last.map { ($0.first + $0.count) * SectorLayout.plain.data } ?? 0) + remainder
    }

    /// The map of the same sectors counted from sector `first` on, as a file system sees them that begins there.
    public func from(_ first: UInt64) -> SectorMap {
        let kept = extents.compactMap { extent -> Extent? in
            guard extent.first + extent.count > first else { return nil }
            let skipped = first > extent.first ? first - extent.first : 0
            return Extent(
                source: extent.source, offset: extent.offset + skipped * extent.layout.stride,
                layout: extent.layout,
                first: extent.first + skipped - first, count: extent.count - skipped)
        }
        return SectorMap(extents: kept, remainder: remainder)
    }
}
