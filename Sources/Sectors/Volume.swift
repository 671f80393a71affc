public import Bytes

/// The user data of one session as a file system sees it: bytes by offset, 2048 to a sector, whatever surrounds them
/// in the container's files.
public struct Volume: Sendable {
    public let size: UInt64
    /// The files that hold the sectors, and where the sectors lie in them.
    public let sources: [any ByteSource]
    public let map: SectorMap

    public init(sources: [any ByteSource], map: SectorMap) {
        self.sources = sources
        self.map = map
        size = map.size
    }

    /// The same volume as a file system sees it that begins at sector `first`.
    public func from(sector first: UInt64) -> Volume { Volume(sources: sources, map: map.from(first)) }

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
        let sector = at / unit
        guard let extent = map.extents.last(where: { $0.first <= sector }),
            sources.indices.contains(extent.source)
        else { return [] }
        let source = sources[extent.source]
        let within = at - extent.first * unit
        if extent.layout == .plain {
            let isLast = extent == map.extents.last
            let held = extent.count * unit + (isLast ? map.remainder : 0)
            guard within < held else { return [] }
            let count = Int(min(end - at, held - within))
            return try source.bytes(at: extent.offset.adding(within), count: count)
        }
        guard sector - extent.first < extent.count else { return [] }
        let start = extent.offset.adding((sector - extent.first).times(extent.layout.stride))
            .adding(extent.layout.prefix).adding(at % unit)
        return try source.bytes(at: start, count: Int(min(end - at, unit - at % unit)))
    }
}
