import Bytes
import Digests

/// Where a chunk of an evidence file is.
struct EWFChunk {
    let offset: UInt64
    /// Of what is stored, with its sum.
    let length: UInt32
    let isPacked: Bool
    /// Index of the segment.
    let segment: UInt16
}

/// A section "table" or "table2", which both lead to the same chunks.
struct EWFTable {
    let section: EWFSection
    let base: UInt64
    let entries: [UInt32]
    /// What is wrong with it, as a clause.
    let fault: String?
    /// Whether its head is sound.
    let hasSoundHead: Bool

    /// - Parameter limit: entries that are read.
    init(_ section: EWFSection, of source: any ByteSource, limit: Int) throws(OpeningFailure) {
        self.section = section
        let head = try source.record(at: section.body, count: EWFTableHead.length)
        let length = section.bodyLength - min(section.bodyLength, UInt64(EWFTableHead.length))
        let count = Int(head[EWFTableHead.count])
        let start = section.body.adding(UInt64(EWFTableHead.length))
        let read = min(count, limit, Int(clamping: length / 4))
        // With what may be the sum of the entries behind them.
        let bytes = try source.record(at: start, count: 4 * read + 4)
        let held = min(read, bytes.count / 4)
        base = head[EWFTableHead.base]
        entries = (0..<held).map { bytes.u32le(4 * $0) }
        hasSoundHead = Adler32.of(head.slice(0, EWFTableHead.sum.offset)) == head[EWFTableHead.sum]
        if !hasSoundHead {
            fault = "the Adler-32 of its head is wrong"
        } else if held < min(count, limit) {
            fault = "it has room for \(held) of its \(count) entries"
        } else if count > 0, held == count, Self.hasSum(entries, base, start, section),
            Adler32.of(bytes.slice(0, 4 * held)) != bytes.u32le(4 * held)
        {
            fault = "the Adler-32 of its entries is wrong"
        } else {
            fault = nil
        }
    }

    /// Whether a sum stands behind the entries: neither SMART nor the first Expert Witness have one there, but chunks.
    private static func hasSum(
        _ entries: [UInt32], _ base: UInt64, _ start: UInt64, _ section: EWFSection
    ) -> Bool {
        let end = start.adding(4 * UInt64(entries.count))
        let first = base.adding(UInt64((entries.first ?? 0) & 0x7FFF_FFFF))
        return first != end && end.adding(4) <= section.end
    }

    /// Whether chunks stand in the section itself.
    var holdsChunks: Bool {
        guard let first = entries.first else { return false }
        return base.adding(UInt64(first & 0x7FFF_FFFF)) > section.offset
    }

    /// Whether both lead to the same chunks.
    func agrees(with other: EWFTable) -> Bool { base == other.base && entries == other.entries }

    /// The chunks.
    ///
    /// - Parameters:
    ///   - end: behind the last of them.
    ///   - limit: bytes that a chunk can take; one that seems to take more has a damaged entry before or behind it.
    func chunks(in segment: Int, endingAt end: UInt64, limit: UInt64) -> [EWFChunk] {
        var chunks: [EWFChunk] = []
        chunks.reserveCapacity(entries.count)
        // EnCase 6.7 counts on beyond 2 GiB, where the bit that tells of compression is one of the number.
        var isBeyond = false
        for (index, entry) in entries.enumerated() {
            let offset = UInt64(isBeyond ? entry : entry & 0x7FFF_FFFF)
            var next = end - min(end, base)
            if index + 1 < entries.count {
                let raw = entries[index + 1]
                next = UInt64(isBeyond ? raw : raw & 0x7FFF_FFFF)
                if !isBeyond, next < offset, UInt64(raw) > offset, UInt64(raw) - offset <= limit {
                    next = UInt64(raw)
                }
            }
            let length = next > offset ? min(limit, next - offset) : limit
            chunks.append(
                EWFChunk(
                    offset: base.adding(offset), length: UInt32(clamping: length),
                    isPacked: !isBeyond && entry >> 31 == 1, segment: UInt16(clamping: segment)))
            if !isBeyond, next > 0x7FFF_FFFF, next - offset <= limit { isBeyond = true }
        }
        return chunks
    }
}
