/// The check of sub-channel Q and of CD-Text packs (IEC 60908, 17.5.1; MMC, annex on CD-Text): generator x¹⁶ + x¹² + x⁵ + 1, most
/// significant bit first, from 0, inverted, and recorded big-endian.
enum CRC16 {
    static func of(_ bytes: ArraySlice<UInt8>) -> UInt16 {
        ~bytes.reduce(UInt16(0)) { crc, byte in
            (0..<8).reduce(crc ^ UInt16(byte) << 8) { crc, _ in crc << 1 ^ (crc & 0x8000 == 0 ? 0 : 0x1021) }
        }
    }

    /// Whether the last two bytes are the check of those before.
    static func holds(in bytes: [UInt8]) -> Bool {
        guard let low = bytes.last, let high = bytes.dropLast().last else { return false }
        return of(bytes.dropLast(2)) == UInt16(high) << 8 | UInt16(low)
    }
}
