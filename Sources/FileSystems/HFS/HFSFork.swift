import Bytes

/// What a fork says of itself: its bytes, and its first extents (Inside Macintosh: Files, 2-75; TN1150, Fork Data Structure).
struct HFSFork {
    struct Extent: Hashable {
        let start: UInt64
        let count: UInt64
    }

    let size: UInt64
    let extents: [Extent]
    /// What it says to take: blocks in HFS+, bytes in HFS, which does not say it of its own trees.
    let taken: UInt64?
    /// Where it stands on the disc.
    let offset: UInt64

    /// Of HFS+: 80 bytes.
    init(plus record: Record) {
        size = record.u64be(0)
        extents = Self.extents(record.part(16), isPlus: true)
        taken = UInt64(record.u32be(12))
        offset = record.offset
    }

    /// Of HFS: the sizes stand in another place than the three extents.
    init(_ record: Record, _ sizeAt: Int, takenAt: Int? = nil, _ extents: Record) {
        size = UInt64(record.u32be(sizeAt))
        self.extents = Self.extents(extents, isPlus: false)
        taken = takenAt.map { UInt64(record.u32be($0)) }
        offset = record.offset + UInt64(sizeAt)
    }

    /// Extents up to the first that is empty.
    static func extents(_ record: Record, isPlus: Bool) -> [Extent] {
        var found: [Extent] = []
        for index in 0..<(isPlus ? 8 : 3) {
            let extent =
                isPlus
                ? Extent(
                    start: UInt64(record.u32be(index * 8)), count: UInt64(record.u32be(index * 8 + 4)))
                : Extent(
                    start: UInt64(record.u16be(index * 4)), count: UInt64(record.u16be(index * 4 + 2)))
            guard extent.count > 0 else { break }
            found.append(extent)
        }
        return found
    }
}

/// Which fork of which file.
struct HFSForkID: Hashable {
    let file: UInt32
    var isResource = false
    /// Where the extended attribute is recorded whose fork it is.
    var attribute: UInt64?
}

/// Bytes of a fork in the order of the fork, as pieces of the volume.
struct HFSPieces {
    private(set) var pieces: [(from: UInt64, offset: UInt64, length: UInt64)] = []
    private(set) var length: UInt64 = 0

    mutating func add(_ offset: UInt64, _ count: UInt64) {
        pieces.append((length, offset, count))
        length = length.adding(count)
    }

    /// Where a run of bytes begins, and how many follow in one piece.
    func place(_ at: UInt64) -> (offset: UInt64, length: UInt64)? {
        var (low, high) = (0, pieces.count)
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].from <= at { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let piece = pieces[low - 1]
        guard at - piece.from < piece.length else { return nil }
        return (piece.offset.adding(at - piece.from), piece.length - (at - piece.from))
    }
}
