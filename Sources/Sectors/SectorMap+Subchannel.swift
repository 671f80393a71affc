public import Bytes

extension SectorMap {
    /// The sub-channel bytes of some sectors: behind each of them, or in a file of their own.
    public struct Subchannel: Sendable, Hashable {
        /// Index of the byte source.
        public let source: Int
        /// Byte offset at which the first sector begins, or its sub-channel where that is alone.
        public let offset: UInt64
        /// Bytes from there to the same of the next sector.
        public let stride: UInt64
        /// Bytes of sub-channel at the end of each stride: 96, or 16 of Q alone.
        public let width: UInt64
        /// The first sector, and how many there are.
        public let first: LBA
        public let count: UInt64

        /// Whether the sectors themselves stand before their sub-channel.
        public var isBehindSectors: Bool { stride > width }

        /// What an extent stores behind its sectors; nil if that is nothing.
        init?(behind extent: Extent) {
            guard extent.layout.subchannel > 0 else { return nil }
            source = extent.source
            offset = extent.offset
            stride = extent.layout.stride
            width = extent.layout.subchannel
            first = extent.first
            count = extent.count
        }

        /// What a file of 96 bytes for each sector holds of an extent, whose sectors it has in the order of their file.
        ///
        /// - Parameters:
        ///   - source: the file of sub-channels, and its size.
        /// Nil if the file ends before them.
        public init?(of extent: Extent, in source: Int, size: UInt64) {
            width = 96
            stride = width
            offset = (extent.offset / extent.layout.stride).times(width)
            guard offset < size else { return nil }
            self.source = source
            first = extent.first
            count = min(extent.count, (size - offset) / width)
        }
    }
}
