public import Bytes

/// The user data of a disc as its file systems see it: bytes by offset, 2048 to a sector, whatever surrounds them in the
/// container's files. Offsets count from LBA 0.
public struct Volume: Sendable {
    public let size: UInt64
    /// The sector at which the file systems begin: 0, or the start of the last session that holds data, which is where an
    /// operating system looks for descriptors. Their block numbers count from LBA 0 all the same.
    public let start: LBA
    /// The files that hold the sectors, and where the sectors lie in them.
    public let sources: [any ByteSource]
    public let map: SectorMap

    public init(sources: [any ByteSource], map: SectorMap, start: LBA = 0) {
        self.sources = sources
        self.map = map
        self.start = start
        size = map.size
    }

    /// The same volume as a file system sees it that begins at sector `first` and counts from there.
    public func from(sector first: LBA) -> Volume { Volume(sources: sources, map: map.from(first)) }

    /// Up to `count` bytes from `offset` of the user data; shorter only at the end of the volume or at a sector that
    /// no extent holds.
    public func bytes(at offset: UInt64, count: Int) throws(ReadFailure) -> [UInt8] {
        var result: [UInt8] = []
        let end = min(size, offset.adding(UInt64(max(0, count))))
        var at = offset
        while at < end {
            let part = try run(at: at, upTo: end)
            if part.isEmpty { break }
            if result.isEmpty { result = part } else { result.append(contentsOf: part) }
            at += UInt64(part.count)
        }
        return result
    }

    /// The bytes from `at` that lie together in one source; whole extents at once when nothing stands between sectors.
    private func run(at: UInt64, upTo end: UInt64) throws(ReadFailure) -> [UInt8] {
        let unit = SectorLayout.plain.data
        let sector = LBA(ofByte: at)
        guard let extent = map.extents.last(where: { $0.first <= sector }), extent.layout.data > 0,
            sources.indices.contains(extent.source)
        else { return [] }
        let source = sources[extent.source]
        let within = at - extent.first.offset
        if extent.layout.isBare {
            let isLast = extent == map.extents.last
            let held = extent.count * unit + (isLast ? map.remainder : 0)
            guard within < held else { return [] }
            let count = Int(min(end - at, held - within))
            return try source.bytes(at: extent.offset.adding(within), count: count)
        }
        let skipped = UInt64(clamping: sector - extent.first)
        guard skipped < extent.count else { return [] }
        return try framed(
            extent.dropping(skipped), skipping: at % unit, count: end - at, source)
    }

    /// Sectors read at once where their data is picked out of what surrounds it.
    private static let batch: UInt64 = 256

    /// Up to `count` bytes of the user data of an extent from byte `skipped` of its first sector on.
    private func framed(
        _ extent: SectorMap.Extent, skipping skipped: UInt64, count: UInt64, _ source: any ByteSource
    ) throws(ReadFailure) -> [UInt8] {
        let layout = extent.layout
        let wanted = min(count, min(extent.count, Self.batch) * layout.data - skipped)
        let sectors = (skipped + wanted + layout.data - 1) / layout.data
        // From the first byte wanted to the last, so that a failing read names sectors that matter.
        let first = layout.prefix + skipped
        let last = (sectors - 1) * layout.stride + layout.prefix + (skipped + wanted - 1) % layout.data
        var stored = try source.bytes(at: extent.offset.adding(first), count: Int(last - first + 1))
        layout.descramble(&stored, from: first)
        if sectors == 1 { return stored }
        var data: [UInt8] = []
        data.reserveCapacity(Int(wanted))
        for sector in 0..<sectors {
            let from = sector == 0 ? 0 : Int(sector * layout.stride + layout.prefix - first)
            let length = Int(sector == 0 ? layout.data - skipped : layout.data)
            guard from < stored.count else { break }
            data += stored[from..<min(from + length, stored.count)]
            if from + length > stored.count { break }
        }
        return data
    }
}
