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

/// The same CRC of bytes that are all at hand, for whoever sums millions of sectors.
public enum ZlibCRC {
    public static func of(_ bytes: RawSpan) -> UInt32 {
        unsafe bytes.withUnsafeBytes { bytes in
            // Given a null pointer, zlib would begin anew, which gives the same.
            unsafe UInt32(
                truncatingIfNeeded: crc32_z(
                    0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count))
        }
    }
}

/// Streams of RFC 1950, by zlib.
public enum ZlibStream {
    /// Version of zlib, such as "1.2.13".
    public static var libraryVersion: String { unsafe String(cString: zlibVersion()) }

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

    /// Unpacks the stream with which some bytes begin.
    ///
    /// - Returns: what comes of it, and how many bytes it takes; nil when it is damaged, or gives another number of bytes.
    public static func unpack(startOf packed: ArraySlice<UInt8>, length: Int) -> (bytes: [UInt8], used: Int)?
    {
        guard let stream = Inflated(packed, upTo: length, windowBits: 15), stream.isEnded,
            stream.bytes.count == length
        else { return nil }
        return (stream.bytes, stream.used)
    }

    /// What one stream at the start of `packed` holds, whatever follows it.
    ///
    /// - Returns: nil when it is damaged, has no end, or gives more than `limit` bytes.
    public static func unpack(_ packed: ArraySlice<UInt8>, upTo limit: Int) -> [UInt8]? {
        Inflated(packed, upTo: limit, windowBits: 15).flatMap { $0.isEnded ? $0.bytes : nil }
    }
}

/// What a stream at the start of some bytes gives, as far as it can be unpacked.
private struct Inflated {
    let bytes: [UInt8]
    /// Bytes of the stream that were taken.
    let used: Int
    /// Whether its end was met.
    let isEnded: Bool

    /// - Parameter windowBits: 15 for RFC 1950, -15 for RFC 1951.
    init?(_ packed: ArraySlice<UInt8>, upTo limit: Int, windowBits: Int32) {
        var stream = unsafe z_stream()
        guard
            unsafe inflateInit2_(&stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
                == Z_OK
        else { return nil }
        defer { unsafe inflateEnd(&stream) }
        var (status, left) = (Z_OK, 0)
        bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { target, written in
            unsafe packed.withUnsafeBufferPointer { source in
                unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.avail_in = UInt32(clamping: source.count)
                unsafe stream.next_out = target.baseAddress
                unsafe stream.avail_out = UInt32(clamping: limit)
                status = unsafe inflate(&stream, Z_FINISH)
                written = unsafe limit - Int(stream.avail_out)
                left = unsafe Int(stream.avail_in)
            }
        }
        used = packed.count - left
        isEnded = status == Z_STREAM_END
    }
}

/// The sum of RFC 1950 (8.2), by zlib.
public enum Adler32 {
    public static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            // Given a null pointer, zlib would begin anew, which gives the same.
            unsafe UInt32(truncatingIfNeeded: adler32_z(1, bytes.baseAddress, bytes.count))
        }
    }
}

/// A stream of RFC 1951 without head and sum, by zlib.
public enum RawDeflate {
    /// What one stream at the start of `packed` holds, whatever follows it.
    ///
    /// - Returns: nil when it is damaged, has no end, or gives more than `limit` bytes.
    public static func unpack(_ packed: ArraySlice<UInt8>, upTo limit: Int) -> [UInt8]? {
        Inflated(packed, upTo: limit, windowBits: -15).flatMap { $0.isEnded ? $0.bytes : nil }
    }

    /// Nil when it is damaged before it gave so many bytes.
    public static func unpack(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        Inflated(packed, upTo: count, windowBits: -15).flatMap { $0.bytes.count == count ? $0.bytes : nil }
    }
}

/// Files of RFC 1952, by zlib.
public enum GzipFile {
    public enum Outcome: Sendable, Equatable {
        case whole
        /// As a clause.
        case damaged(String)
        /// There is more than was to be unpacked.
        case tooLong
    }

    private static let pieceSize = 1 << 18

    /// What the first member at the start of `packed` holds, whatever follows it.
    ///
    /// - Returns: nil when it is damaged, has no end, or gives more than `limit` bytes.
    public static func unpack(_ packed: ArraySlice<UInt8>, upTo limit: Int) -> [UInt8]? {
        // 15 bits of window, and 16 for a gzip header.
        Inflated(packed, upTo: limit, windowBits: 31).flatMap { $0.isEnded ? $0.bytes : nil }
    }

    /// Unpacks all members and compares the sums and lengths behind them; what follows the last member does not matter.
    ///
    /// - Parameter next: the next bytes of the file; none at its end.
    public static func test<Failure: Error>(
        upTo limit: UInt64, next: () throws(Failure) -> [UInt8]
    ) throws(Failure) -> Outcome {
        var stream = unsafe z_stream()
        // 15 bits of window, and 16 for a gzip header.
        guard
            unsafe inflateInit2_(&stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return .tooLong }
        defer { unsafe inflateEnd(&stream) }
        var unpacked = [UInt8](repeating: 0, count: pieceSize)
        var (total, members) = (0 as UInt64, 0)
        var isBetween = false
        while true {
            let piece = try next()
            guard !piece.isEmpty else {
                return isBetween ? .whole : .damaged("it ends before what is packed in it does")
            }
            var at = 0
            while at < piece.count {
                if isBetween {
                    guard piece[at] == 0x1F, unsafe inflateReset(&stream) == Z_OK else { return .whole }
                    isBetween = false
                }
                let (status, taken, written) = unsafe step(&stream, piece[at...], &unpacked)
                at += taken
                total += UInt64(written)
                if status == Z_STREAM_END {
                    members += 1
                    isBetween = true
                } else if status != Z_OK, status != Z_BUF_ERROR {
                    // What follows a member and is none is passed over.
                    if members > 0, written == 0, unsafe stream.total_out == 0 { return .whole }
                    return .damaged("its data is wrong behind \(total) unpacked bytes")
                } else if taken == 0, written == 0 {
                    break
                }
                if total > limit { return .tooLong }
            }
        }
    }

    private static func step(
        _ stream: inout z_stream, _ piece: ArraySlice<UInt8>, _ unpacked: inout [UInt8]
    ) -> (status: Int32, taken: Int, written: Int) {
        unsafe piece.withUnsafeBufferPointer { source in
            unsafe unpacked.withUnsafeMutableBufferPointer { target in
                unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                unsafe stream.avail_in = UInt32(source.count)
                unsafe stream.next_out = target.baseAddress
                unsafe stream.avail_out = UInt32(target.count)
                let status = unsafe inflate(&stream, Z_NO_FLUSH)
                return unsafe (
                    status, source.count - Int(stream.avail_in), target.count - Int(stream.avail_out)
                )
            }
        }
    }
}
