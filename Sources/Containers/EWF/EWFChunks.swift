import Bytes
import Digests

/// The chunks of an evidence file: zlib streams, or bytes with their Adler-32 behind them.
struct EWFChunks: PackedBlocks {
    let size: UInt64
    let blockBytes: UInt64
    let segments: [EWFSegment]
    /// From the first on, and those at the end of the medium where segments between them are not there.
    let first: [EWFChunk]
    let last: [EWFChunk]
    /// Why the chunks between them are not there, as a clause.
    let missing: String

    func unpack(_ number: UInt64) throws(ReadFailure) -> [UInt8] {
        guard let chunk = chunk(number) else { throw failure(number, missing) }
        let segment = segments[Int(chunk.segment)]
        let count = Int(min(blockBytes, size - min(size, number.times(blockBytes))))
        let stored = try segment.source.bytes(at: chunk.offset, count: Int(chunk.length))
        if chunk.isPacked {
            guard let bytes = ZlibStream.unpack(stored, length: count) else {
                throw failure(number, "chunk \(number) in \(segment.name) is damaged: it cannot be unpacked")
            }
            return bytes
        }
        guard stored.count >= count + 4 else {
            throw failure(
                number, "chunk \(number) in \(segment.name) lies behind the end of the file or of its section"
            )
        }
        // What is in a chunk beyond the medium is summed, too.
        let isWhole = [count, stored.count - 4].contains { end in
            Adler32.of(stored[..<end]) == Record(stored).u32le(end)
        }
        guard isWhole else {
            throw failure(number, "chunk \(number) in \(segment.name) is damaged: its Adler-32 is wrong")
        }
        return Array(stored[..<count])
    }

    private func chunk(_ number: UInt64) -> EWFChunk? {
        if number < UInt64(first.count) { return first[Int(number)] }
        let start = blockCount - min(blockCount, UInt64(last.count))
        return number >= start && number < blockCount ? last[Int(number - start)] : nil
    }
}
