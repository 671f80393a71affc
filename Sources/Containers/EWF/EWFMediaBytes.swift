import Bytes

/// The medium as it was acquired, in which sectors that could not be read then are none: they hold zeros, which the digests cover.
struct EWFMediaBytes: ByteSource {
    let blocks: BlockStore
    /// Bytes that were not read, by offset.
    let unread: [Range<UInt64>]

    var size: UInt64 { blocks.size }

    func read(at offset: UInt64, into buffer: inout MutableRawSpan) throws(ReadFailure) -> Int {
        // Unpacked all the same, so that the digests go on.
        let count = try blocks.read(at: offset, into: &buffer)
        let end = offset.adding(UInt64(count))
        let first = unread.partitioningIndex { $0.upperBound > offset }
        guard first < unread.count, unread[first].lowerBound < end else { return count }
        let lost = unread[first].clamped(to: offset..<end)
        throw ReadFailure(
            offset: lost.lowerBound, count: Int(clamping: lost.count),
            reason: "the sectors could not be read when the evidence file was made")
    }

    /// Ranges by offset that neither overlap nor touch, in bytes and within the medium.
    static func ranges(of sectors: [Range<UInt64>], _ media: EWFMedia) -> [Range<UInt64>] {
        var united: [Range<UInt64>] = []
        for range in sectors {
            let start = min(media.size, range.lowerBound.times(media.bytesPerSector))
            let end = min(media.size, range.upperBound.times(media.bytesPerSector))
            guard start < end else { continue }
            if let last = united.last, start <= last.upperBound {
                united[united.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else {
                united.append(start..<end)
            }
        }
        return united
    }
}
