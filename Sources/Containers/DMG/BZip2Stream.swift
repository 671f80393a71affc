import CBZip2

/// A stream of bzip2, by libbz2.
enum BZip2Stream {
    /// What one stream holds; nil when it is damaged, has no end, or gives more than `limit` bytes.
    static func unpack(_ packed: ArraySlice<UInt8>, upTo limit: Int) -> [UInt8]? {
        var packed = Array(packed)
        var status = BZ_OK
        let unpacked = unsafe [UInt8](unsafeUninitializedCapacity: limit) { target, written in
            var count = UInt32(clamping: limit)
            unsafe target.withMemoryRebound(to: CChar.self) { target in
                unsafe packed.withUnsafeMutableBytes { source in
                    status = unsafe BZ2_bzBuffToBuffDecompress(
                        target.baseAddress, &count, source.bindMemory(to: CChar.self).baseAddress,
                        UInt32(clamping: source.count), 0, 0)
                }
            }
            written = status == BZ_OK ? Int(count) : 0
        }
        return status == BZ_OK ? unpacked : nil
    }
}
