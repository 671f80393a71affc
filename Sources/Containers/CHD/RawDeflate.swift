import CZlib

/// A stream of RFC 1951 without head and sum, by zlib.
enum RawDeflate {
    /// Nil when it is damaged, or gives another number of bytes.
    static func unpack(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        var stream = unsafe z_stream()
        guard unsafe inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return nil }
        defer { unsafe inflateEnd(&stream) }
        var unpacked = [UInt8](repeating: 0, count: count)
        let left = unsafe packed.withUnsafeBufferPointer { source in
            unsafe unpacked.withUnsafeMutableBufferPointer { target in
                unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.avail_in = UInt32(source.count)
                unsafe stream.next_out = target.baseAddress
                unsafe stream.avail_out = UInt32(target.count)
                unsafe inflate(&stream, Z_FINISH)
                return unsafe stream.avail_out
            }
        }
        return left == 0 ? unpacked : nil
    }
}
