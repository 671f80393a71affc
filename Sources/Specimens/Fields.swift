import Bytes

extension FixedWidthInteger where Self: UnsignedInteger {
    /// Least significant byte first (ECMA-119 7.2.1, 7.3.1).
    var little: [UInt8] { littleEndianBytes }

    /// Most significant byte first (ECMA-119 7.2.2, 7.3.2).
    var big: [UInt8] { little.reversed() }

    /// Both byte orders (ECMA-119 7.2.3, 7.3.3).
    var both: [UInt8] { little + big }
}

extension Array where Element == UInt8 {
    /// Writes `bytes` over those at `offset`; what would lie outside is dropped.
    mutating func place(_ bytes: some Collection<UInt8>, at offset: Int) {
        var index = offset
        for byte in bytes {
            if indices.contains(index) { self[index] = byte }
            index += 1
        }
    }

    /// The byte at `offset`, or 0 outside.
    func byte(_ offset: Int) -> UInt8 {
        indices.contains(offset) ? self[offset] : 0
    }

    /// Exactly `count` bytes, with `filler` behind what is there.
    func padded(to count: Int, with filler: UInt8) -> [UInt8] {
        Array((self + Array(repeating: filler, count: Swift.max(0, count - self.count))).prefix(count))
    }
}

extension Int {
    /// The next multiple of `unit` that is not smaller.
    func rounded(up unit: Int) -> Int { (self + unit - 1) / unit * unit }
}

/// The one moment at which everything in a specimen was made: 2024-01-02 03:04:05, UTC.
enum ForgedDate {
    /// Seven bytes, in a directory record (ECMA-119 9.1.5) or a TF entry (RRIP 4.1.6).
    static let short: [UInt8] = [124, 1, 2, 3, 4, 5, 0]

    /// Seventeen bytes, in a descriptor (ECMA-119 8.4.26.1).
    static let long: [UInt8] = Array("2024010203040500".utf8) + [0]

    /// Seventeen bytes that specify no moment: sixteen digits zero, then a zero byte.
    static let unspecified: [UInt8] = Array(repeating: 0x30, count: 16) + [0]
}
