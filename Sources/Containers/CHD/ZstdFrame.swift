import CZstd

/// A frame of RFC 8878, by libzstd.
enum ZstdFrame {
    /// Nil when it is damaged, or gives another number of bytes.
    static func unpack(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        var unpacked = [UInt8](repeating: 0, count: count)
        let written = unsafe packed.withUnsafeBufferPointer { source in
            unsafe unpacked.withUnsafeMutableBufferPointer { target in
                unsafe ZSTD_decompress(target.baseAddress, target.count, source.baseAddress, source.count)
            }
        }
        return written == count ? unpacked : nil
    }
}
