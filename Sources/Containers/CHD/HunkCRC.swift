/// CRC-16 of CCITT as CHDs have it of their map and of each hunk: x^16 + x^12 + x^5 + 1 from 0xFFFF on, not turned over.
struct HunkCRC {
    private(set) var value: UInt16 = 0xFFFF

    /// What a byte adds that stands as many bytes before the end as the table's number, 256 entries for each.
    private static let tables: [UInt16] = {
        var tables = (0..<256).map { byte in
            (0..<8).reduce(UInt16(byte) << 8) { sum, _ in sum & 0x8000 == 0 ? sum << 1 : sum << 1 ^ 0x1021 }
        }
        for entry in 256..<8 * 256 {
            let last = tables[entry - 256]
            tables.append(last << 8 ^ tables[Int(last >> 8)])
        }
        return tables
    }()

    mutating func add(_ byte: UInt8) { value = value << 8 ^ Self.tables[Int(UInt8(value >> 8) ^ byte)] }

    /// Eight bytes at a time: that of a hunk is computed of every byte of a disc.
    static func of(_ bytes: [UInt8]) -> UInt16 {
        unsafe tables.withUnsafeBufferPointer { table in
            unsafe bytes.withUnsafeBufferPointer { bytes in
                var (value, at) = (0xFFFF as UInt16, 0)
                while at + 8 <= bytes.count {
                    let first = unsafe Int(bytes[at] ^ UInt8(value >> 8))
                    let second = unsafe Int(bytes[at + 1] ^ UInt8(truncatingIfNeeded: value))
                    value = unsafe table[7 * 256 + first] ^ table[6 * 256 + second]
                    for back in 2..<8 {
                        value = unsafe value ^ table[(7 - back) * 256 + Int(bytes[at + back])]
                    }
                    at += 8
                }
                while at < bytes.count {
                    value = unsafe value << 8 ^ table[Int(UInt8(value >> 8) ^ bytes[at])]
                    at += 1
                }
                return value
            }
        }
    }
}
