import CLZ4

/// A block of LZ4 without frame, by liblz4.
enum LZ4Block {
    /// The first `count` bytes that it unpacks to, whatever follows them; nil when it is damaged or gives fewer.
    static func unpack(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        var unpacked = [UInt8](repeating: 0, count: count)
        let written = unsafe packed.withUnsafeBytes { source in
            unsafe unpacked.withUnsafeMutableBytes { target in
                unsafe LZ4_decompress_safe_partial(
                    source.bindMemory(to: CChar.self).baseAddress,
                    target.bindMemory(to: CChar.self).baseAddress,
                    Int32(clamping: source.count), Int32(clamping: count), Int32(clamping: target.count))
            }
        }
        return written == count ? unpacked : nil
    }
}
