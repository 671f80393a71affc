import CZlib

/// The CRC of gzip, ZIP and Ethernet, by zlib.
struct CRC32: DigestFunction {
    private var sum: UInt = 0

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        // Given a null pointer, zlib would forget the sum and begin anew.
        guard unsafe !bytes.isEmpty, let start = bytes.baseAddress else { return }
        sum = unsafe crc32_z(sum, start.assumingMemoryBound(to: UInt8.self), bytes.count)
    }

    var result: [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) } }
}

/// Streams of RFC 1950, by zlib.
public enum ZlibStream {
    /// Unpacks one stream that fills `packed`.
    ///
    /// - Parameter length: bytes that must come of it; no more memory is used.
    /// - Returns: nil when the stream is damaged, or gives another number of bytes.
    public static func unpack(_ packed: [UInt8], length: Int) -> [UInt8]? {
        var unpacked = [UInt8](repeating: 0, count: length)
        var written = UInt(length)
        let status = unsafe packed.withUnsafeBufferPointer { source in
            unsafe unpacked.withUnsafeMutableBufferPointer { target in
                unsafe uncompress(target.baseAddress, &written, source.baseAddress, UInt(source.count))
            }
        }
        return status == Z_OK && written == UInt(length) ? unpacked : nil
    }
}
