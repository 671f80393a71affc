import Bytes

/// The chunks behind the sectors of a Nero image: four letters, a big-endian length, and that many bytes, up to "END!".
struct NeroChunks {
    struct Chunk {
        let id: String
        let payload: Record
        /// The length that its header records; more than the payload has where the file ends sooner.
        let recordedLength: UInt64
    }

    /// 1 for "NERO" with offsets of 32 bits, 2 for "NER5" with 64.
    let version: Int
    /// Where the first chunk stands, which is where the sectors end.
    let offset: UInt64
    private(set) var chunks: [Chunk] = []
    private(set) var agreements: [Agreement] = []

    /// Chunks of one image, and bytes of one that are kept; names of source files are the longest.
    private static let countLimit = 4_096
    private static let lengthLimit = 4 << 20

    /// Reads the chunks that the trailer leads to; nil for a file without a trailer, or whose trailer leads to none.
    init?(_ source: any ByteSource) throws(OpeningFailure) {
        guard source.size > 12 else { return nil }
        let tail = try source.record(at: source.size - 12, count: 12)
        let end: UInt64
        if tail.has("NER5") {
            (version, offset, end) = (2, tail.u64be(4), source.size - 12)
        } else if tail.has("NERO", at: 4) {
            (version, offset, end) = (1, UInt64(tail.u32be(8)), source.size - 8)
        } else {
            return nil
        }
        guard offset < end else { return nil }
        try read(source, upTo: end)
        if chunks.isEmpty { return nil }
    }

    private mutating func read(_ source: any ByteSource, upTo end: UInt64) throws(OpeningFailure) {
        var at = offset
        while at < end, chunks.count < Self.countLimit {
            let head = try source.record(at: at, count: 8)
            guard head.count == 8, head.slice(0, 4).allSatisfy({ 0x20 < $0 && $0 < 0x7F }) else { break }
            let length = UInt64(head.u32be(4))
            let left = end - min(end, at + 8)
            let payload = try source.record(
                at: at + 8, count: Int(min(length, left, UInt64(Self.lengthLimit))))
            let id = head.text(0, 4)
            chunks.append(Chunk(id: id, payload: payload, recordedLength: length))
            if length > left {
                agreements.append(
                    Agreement(
                        .length, "length of chunk \(id)", recorded: Int64(clamping: length),
                        actual: Int64(clamping: left), from: "bytes before the trailer"))
            }
            at = at.adding(8).adding(length)
            if id == "END!" { break }
        }
        let hasEnd = chunks.last?.id == "END!"
        agreements.append(
            Agreement(
                .end, "number of END! chunks", recorded: hasEnd ? 1 : 0, actual: 1, from: "the format"))
        agreements.append(
            Agreement(
                .end, "end of the chunks", recorded: Int64(clamping: at), actual: Int64(clamping: end),
                from: "the position of the trailer"))
    }

    func all(_ ids: String...) -> [Record] { chunks.filter { ids.contains($0.id) }.map(\.payload) }

    /// The chunks as ranges of the file.
    var ranges: [FileRange] {
        chunks.map {
            FileRange(
                offset: $0.payload.offset - 8, length: UInt64($0.payload.count) + 8, what: "chunk \($0.id)")
        }
    }
}
