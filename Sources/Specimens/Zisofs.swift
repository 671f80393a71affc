/// A file compressed by zisofs version 1: header, pointers, one zlib stream for each block.
///
/// The streams use stored deflate blocks, so they are a little longer than what they hold.
enum Zisofs {
    /// Binary logarithm of the block size.
    private static let blockSizeLog2: UInt8 = 15

    /// Header size in words, and binary logarithm of the block size: the same two bytes in header and ZF.
    static let parameters: [UInt8] = [4, blockSizeLog2]

    /// The compressed file.
    static func pack(_ bytes: [UInt8]) -> [UInt8] {
        let size = 1 << Int(blockSizeLog2)
        let streams = stride(from: 0, to: bytes.count, by: size).map { start in
            stream(bytes[start..<min(start + size, bytes.count)])
        }
        let magic: [UInt8] = [0x37, 0xE4, 0x53, 0x96, 0xC9, 0xDB, 0xD6, 0x07]
        let header = magic + UInt32(clamping: bytes.count).little + parameters + [0, 0]
        var pointers: [UInt8] = []
        var position = header.count + 4 * (streams.count + 1)
        for stream in streams {
            pointers += UInt32(clamping: position).little
            position += stream.count
        }
        pointers += UInt32(clamping: position).little
        return header + pointers + streams.flatMap { $0 }
    }

    /// A zlib stream (RFC 1950) with one stored deflate block (RFC 1951 3.2.4) of at most 65,535 bytes.
    private static func stream(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let length = UInt16(clamping: bytes.count)
        return [0x78, 0x01, 0x01] + length.little + (~length).little + bytes + adler32(bytes).big
    }

    /// The check value of a zlib stream (RFC 1950 8.2).
    private static func adler32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        return b << 16 | a
    }
}
