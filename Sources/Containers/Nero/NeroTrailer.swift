import Bytes

/// The last bytes of a Nero image: a mark, and where the first chunk is.
struct NeroTrailer {
    /// 1 for "NERO" with 32 bits, 2 for "NER5" with 64.
    let version: Int
    /// Where it stands itself.
    let position: UInt64
    /// Where it says that the first chunk stands, which may be anywhere.
    let firstChunk: UInt64

    /// Nil for a file without one.
    init?(_ source: any ByteSource) throws(OpeningFailure) {
        let size = source.size
        guard size > 12 else { return nil }
        for isWide in [true, false] {
            let length = NeroTrailerFields.length(isWide: isWide)
            let record = try source.record(at: size - UInt64(length), count: length)
            guard record.has(isWide ? "NER5" : "NERO") else { continue }
            (version, position) = (isWide ? 2 : 1, record.offset)
            firstChunk = record[NeroTrailerFields.firstChunk(isWide: isWide)]
            return
        }
        return nil
    }
}

/// Finds the chunks of a Nero image whose trailer is lost or wrong.
struct NeroSearch {
    let offset: UInt64
    let version: Int

    /// Chunks that open a session: one of them is the first.
    private static let opening: [StaticString] = ["CUES", "CUEX", "DAOI", "DAOX", "TINF", "ETNF", "ETN2"]
    private static let known: [StaticString] =
        opening + ["SINF", "CDTX", "MTYP", "DINF", "TOCT", "RELO", "AFNM", "VOLM", "END!"]
    /// Bytes before the end in which chunks are looked for; those of a full disc take a few kilobytes.
    private static let reach: UInt64 = 1 << 20
    /// Bytes behind the last chunk that may be something else, where no trailer tells that this is a Nero image.
    private static let slack: UInt64 = 4096

    /// Whether a chunk that the format knows begins at `offset`.
    static func isChunk(_ source: any ByteSource, at offset: UInt64) throws(OpeningFailure) -> Bool {
        guard offset < source.size else { return false }
        let head = try source.record(at: offset, count: 4)
        return known.contains { head.has($0) }
    }

    /// The first of a row of chunks that reaches "END!". Without a trailer it must stand near the end of a file that is
    /// no row of plain sectors: a plain ISO may hold a Nero image as its last file.
    init?(_ source: any ByteSource, upTo end: UInt64, hasTrailer: Bool) throws(OpeningFailure) {
        guard hasTrailer || source.size % .sector != 0 else { return nil }
        let start = end - min(end, Self.reach)
        let window = try source.record(at: start, count: Int(end - start))
        let nearest = hasTrailer ? 0 : window.count - min(window.count, Int(Self.slack))
        // Rows that reach no end are not walked again from their middle.
        var walked: Set<Int> = []
        var at = -1
        for position in window.bytes.indices.dropLast(7) {
            // Only letters are worth a comparison.
            guard 0x43...0x54 ~= window.u8(position),
                Self.opening.contains(where: { window.has($0, at: position) }),
                let last = Self.end(of: window, from: position, &walked), last >= nearest
            else { continue }
            at = position
            break
        }
        guard at >= 0 else { return nil }
        offset = start + UInt64(at)
        version = ["CUEX", "DAOX", "ETN2"].contains { window.has($0, at: at) } ? 2 : 1
    }

    /// Where the row of chunks from `start` on ends, behind its "END!"; nil if there is none.
    private static func end(of window: Record, from start: Int, _ walked: inout Set<Int>) -> Int? {
        var at = start
        while at + 8 <= window.count, walked.insert(at).inserted,
            known.contains(where: { window.has($0, at: at) })
        {
            let next = at + NeroChunkHead.length + Int(window.part(at)[NeroChunkHead.size])
            if window.has("END!", at: at) { return next }
            at = next
        }
        return nil
    }
}
