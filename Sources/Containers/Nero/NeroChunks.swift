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

    /// The bytes behind the last chunk that lead to the first; nil where a search found the chunks without them.
    let trailer: FileRange?

    /// Chunks of one image, and bytes of one that are kept; names of source files are the longest.
    private static let countLimit = 4_096
    private static let lengthLimit = 4 << 20

    /// Reads the chunks that the trailer leads to, or those before the end of the file where it leads to none; nil for
    /// a file without them.
    init?(_ source: any ByteSource) throws(OpeningFailure) {
        guard source.size > 12 else { return nil }
        let trailer = try NeroTrailer(source)
        let end = trailer?.position ?? source.size
        self.trailer = trailer.map { _ in FileRange(offset: end, length: source.size - end, what: "trailer") }
        if let trailer, try NeroSearch.isChunk(source, at: trailer.firstChunk), trailer.firstChunk < end {
            (version, offset) = (trailer.version, trailer.firstChunk)
        } else {
            guard let found = try NeroSearch(source, upTo: end, hasTrailer: trailer != nil) else {
                return nil
            }
            (version, offset) = (trailer?.version ?? found.version, found.offset)
            if let trailer {
                agreements.append(
                    Agreement(
                        .end, "position of the first chunk", recorded: Int64(clamping: trailer.firstChunk),
                        actual: Int64(clamping: found.offset), from: "a search for the chunks",
                        at: "byte \(end)"))
            } else {
                agreements.append(
                    Agreement(.end, "number of trailers", recorded: 0, actual: 1, from: "the format"))
            }
        }
        try read(source, upTo: end)
        if chunks.isEmpty { return nil }
    }

    private mutating func read(_ source: any ByteSource, upTo end: UInt64) throws(OpeningFailure) {
        var at = offset
        while at < end, chunks.count < Self.countLimit {
            let head = try source.record(at: at, count: NeroChunkHead.length)
            guard head.count == NeroChunkHead.length,
                head[NeroChunkHead.id].allSatisfy({ 0x20 < $0 && $0 < 0x7F })
            else { break }
            let length = UInt64(head[NeroChunkHead.size])
            let left = end - min(end, at + 8)
            let payload = try source.record(
                at: at + 8, count: Int(min(length, left, UInt64(Self.lengthLimit))))
            let id = Record.text(head[NeroChunkHead.id])
            chunks.append(Chunk(id: id, payload: payload, recordedLength: length))
            if length > left {
                agreements.append(
                    Agreement(
                        .length, "length of chunk \(id)", recorded: Int64(clamping: length),
                        actual: Int64(clamping: left), from: "bytes before the trailer",
                        at: head.spot(NeroChunkHead.size)))
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
