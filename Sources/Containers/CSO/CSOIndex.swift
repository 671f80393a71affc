import Bytes

/// Where each block of a compressed ISO lies, and how it is packed.
struct CSOIndex {
    enum Method {
        case plain
        /// RFC 1951, RFC 1950.
        case deflate, zlib
        case lz4
    }

    struct Entry {
        let offset: UInt64
        let length: UInt64
        let method: Method
    }

    private let iso: CSODescription
    /// As they stand in the file: places, and in a DAX the lengths and which blocks are stored as they are.
    private var places: [UInt32] = []
    private var lengths: [UInt16] = []
    private var plain: Set<UInt32> = []
    /// What is wrong, as a clause about the index.
    private(set) var fault: String?
    /// Bytes behind the last block.
    private(set) var trailingBytes: UInt64 = 0

    init(_ source: any ByteSource, _ iso: CSODescription) throws(OpeningFailure) {
        self.iso = iso
        // An entry for each block, and in all but a DAX one more for the end.
        let wanted = iso.blockCount + (iso.kind == .dax ? 0 : 1)
        places = try Self.numbers(source, at: iso.indexOffset, wanted) { $0.u32le($1) }
        var end = iso.indexOffset.adding(wanted.times(4))
        if iso.kind == .dax {
            lengths = try Self.numbers(source, at: end, wanted) { $0.u16le($1) }
            end = end.adding(wanted.times(2))
            if UInt64(lengths.count) < wanted { fault = "ends with the file" }
            try readPlainRuns(source, at: end)
            end = end.adding(UInt64(iso.plainRuns).times(8))
        }
        if UInt64(places.count) < wanted { fault = "ends with the file" }
        compare(from: end, size: source.size)
    }

    /// Numbers in a row, as many as the file holds of them.
    private static func numbers<Number: FixedWidthInteger>(
        _ source: any ByteSource, at offset: UInt64, _ count: UInt64, _ number: (Record, Int) -> Number
    ) throws(OpeningFailure) -> [Number] {
        let width = Number.bitWidth / 8
        let held = (source.size - min(source.size, offset)) / UInt64(width)
        let bytes = try source.record(at: offset, count: Int(min(count, held)) * width)
        return (0..<bytes.count / width).map { number(bytes, $0 * width) }
    }

    /// The first block and the number of blocks of each run (DAX, version 1).
    private mutating func readPlainRuns(_ source: any ByteSource, at offset: UInt64) throws(OpeningFailure) {
        let held = (source.size - min(source.size, offset)) / 8
        let count = Int(min(UInt64(iso.plainRuns), held))
        let runs = try source.record(at: offset, count: count * 8)
        if held < iso.plainRuns { fault = fault ?? "ends with the file" }
        var left = iso.blockCount
        for at in stride(from: 0, to: runs.count - runs.count % 8, by: 8) {
            let (first, length) = (UInt64(runs.u32le(at)), UInt64(runs.u32le(at + 4)))
            // So that runs over one another cannot go on for ever.
            guard first + length <= iso.blockCount, length <= left else {
                fault = fault ?? "says of more blocks than there are that they are stored as they are"
                return
            }
            left -= length
            for block in first..<first + length { plain.insert(UInt32(truncatingIfNeeded: block)) }
        }
    }

    // MARK: Entries

    /// Where a block lies; nil where the index does not say.
    func entry(_ number: UInt64) -> Entry? {
        guard number < iso.blockCount, number < UInt64(places.count) else { return nil }
        let at = Int(number)
        if iso.kind == .dax {
            guard at < lengths.count else { return nil }
            return Entry(
                offset: UInt64(places[at]), length: UInt64(lengths[at]),
                method: plain.contains(UInt32(truncatingIfNeeded: number)) ? .plain : .zlib)
        }
        guard at + 1 < places.count else { return nil }
        let (start, end) = (place(at), place(at + 1))
        let isMarked = places[at] & 0x8000_0000 != 0
        let length = end - min(start, end)
        let method: Method =
            iso.kind == .zso
            ? isMarked ? .plain : .lz4
            : iso.version < 2
                ? isMarked ? .plain : .deflate
                : length >= iso.blockBytes ? .plain : isMarked ? .lz4 : .deflate
        return Entry(offset: start, length: length, method: method)
    }

    private func place(_ at: Int) -> UInt64 { UInt64(places[at] & 0x7FFF_FFFF) << iso.shift }

    /// Holds the entries against each other and against the file.
    private mutating func compare(from start: UInt64, size: UInt64) {
        var end = start
        // The end of the last block is rounded up with the others.
        let slack = (1 as UInt64) << iso.shift - 1
        for number in 0..<iso.blockCount {
            guard let entry = entry(number) else { break }
            if entry.offset < end, fault == nil {
                fault = "leads with block \(number) to byte \(entry.offset), where something else lies"
            }
            let next = iso.kind == .dax ? entry.offset + entry.length : place(Int(number) + 1)
            if next > size.adding(slack), fault == nil {
                fault = "leads behind the end of the file with block \(number), whose end is byte \(next)"
            }
            end = max(end, next)
        }
        trailingBytes = size - min(size, end)
    }
}
