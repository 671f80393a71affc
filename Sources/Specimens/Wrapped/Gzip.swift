extension Wrapped {
    /// A gzip file (RFC 1952) of stored blocks, which need no compressor.
    public static func gzip(_ image: [UInt8]) -> Wrapped {
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        var at = 0
        repeat {
            let count = min(0xFFFF, image.count - at)
            let isLast: UInt8 = at + count == image.count ? 1 : 0
            bytes += [isLast] + UInt16(count).little + (~UInt16(count)).little + image[at..<at + count]
            at += count
        } while at < image.count
        bytes += crc(image).little + UInt32(truncatingIfNeeded: image.count).little
        return Wrapped(name: "disc.iso.gz", bytes: bytes)
    }

    /// CRC-32 (RFC 1952, 8), bit by bit.
    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        let table: [UInt32] = (0..<256).map { start in
            (0..<8).reduce(UInt32(start)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        return ~bytes.reduce(UInt32.max) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
    }
}
