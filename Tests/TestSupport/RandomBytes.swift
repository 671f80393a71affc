/// Bytes and numbers that look random and come again with the same seed (SplitMix64).
public struct RandomBytes: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    /// Chance of its own for a test, from the seed of the whole run.
    public static func seeded(_ name: String = #function) -> RandomBytes { RandomBytes(seed: Seed.of(name)) }

    public static func fixed(seed: UInt64, count: Int) -> [UInt8] {
        var bytes = RandomBytes(seed: seed)
        return bytes.next(count: count)
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    public mutating func number(below bound: Int) -> Int { bound > 0 ? Int(next() % UInt64(bound)) : 0 }

    public mutating func next(count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }
}
