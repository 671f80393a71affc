/// CRC-16 of CCITT as CHDs have it of their map and of each hunk: x^16 + x^12 + x^5 + 1 from 0xFFFF on, not turned over.
struct HunkCRC {
    private(set) var value: UInt16 = 0xFFFF

    private static let table: [UInt16] = (0..<256).map { byte in
        (0..<8).reduce(UInt16(byte) << 8) { sum, _ in sum & 0x8000 == 0 ? sum << 1 : sum << 1 ^ 0x1021 }
    }

    mutating func add(_ byte: UInt8) { value = value << 8 ^ Self.table[Int(UInt8(value >> 8) ^ byte)] }

    static func of(_ bytes: [UInt8]) -> UInt16 {
        let table = Self.table
        var value: UInt16 = 0xFFFF
        for byte in bytes { value = value << 8 ^ table[Int(UInt8(value >> 8) ^ byte)] }
        return value
    }
}
