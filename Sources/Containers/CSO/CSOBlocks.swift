import Bytes
import Digests

/// Unpacks the blocks of a compressed ISO.
struct CSOBlocks: PackedBlocks {
    let source: any ByteSource
    let iso: CSODescription
    let index: CSOIndex

    var size: UInt64 { iso.unpackedBytes }
    var blockBytes: UInt64 { iso.blockBytes }

    func unpack(_ number: UInt64) throws(ReadFailure) -> [UInt8] {
        let name = "block \(number) of the \(iso.kind.rawValue)"
        guard let entry = index.entry(number) else {
            throw failure(number, "the index of the \(iso.kind.rawValue) ends before block \(number)")
        }
        let count = Int(min(blockBytes, size - number * blockBytes))
        // No way of packing makes more than this of a block; what is behind fills up to where the next begins.
        let packed = try source.bytes(at: entry.offset, count: Int(min(entry.length, 2 * blockBytes)))
        switch entry.method {
        case .plain:
            guard packed.count >= count else {
                throw failure(
                    number,
                    "\(name) is said to be stored as it is, and \(packed.count) bytes are there for its \(count)"
                )
            }
            return packed.count == count ? packed : Array(packed.prefix(count))
        case .deflate, .zlib, .lz4:
            guard let unpacked = Self.unpack(packed[...], entry.method, count: count, limit: Int(blockBytes))
            else {
                throw failure(number, "\(name) is damaged: its data cannot be unpacked to \(count) bytes")
            }
            return unpacked
        }
    }

    /// What a block unpacks to. The last one may have been filled up to the length of the others.
    private static func unpack(_ packed: ArraySlice<UInt8>, _ method: CSOIndex.Method, count: Int, limit: Int)
        -> [UInt8]?
    {
        let whole: [UInt8]? =
            switch method {
            case .plain: Array(packed)
            case .deflate: RawDeflate.unpack(packed, upTo: limit)
            case .zlib: ZlibStream.unpack(packed, upTo: limit)
            case .lz4: LZ4Block.unpack(packed, count: count)
            }
        guard let whole, whole.count == count || whole.count == limit else { return nil }
        return whole.count == count ? whole : Array(whole.prefix(count))
    }
}
