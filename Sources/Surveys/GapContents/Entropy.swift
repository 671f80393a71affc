import Glibc

/// How evenly bytes are spread: the bits of information in one of them, by how often each value comes (Shannon).
public struct Entropy: Sendable {
    private var counts = [Int](repeating: 0, count: 256)
    public private(set) var total = 0

    public init() {}

    public init(of bytes: some Sequence<UInt8>) {
        add(bytes)
    }

    public mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes {
            counts[Int(byte)] += 1
            total += 1
        }
    }

    /// 0 where all bytes are the same, 8 where all values come equally often.
    public var bits: Double {
        guard total > 0 else { return 0 }
        let all = Double(total)
        return counts.reduce(0.0) { sum, count in
            count == 0 ? sum : sum - Double(count) / all * log2(Double(count) / all)
        }
    }

    /// What bytes look like that are spread so.
    public enum Look: String, Sendable, Hashable, Codable {
        case oneValue = "one value repeated"
        case text = "text"
        case dense = "as even as compressed or encrypted data"
        case sparse = "one value with little else"
        case mixed = "neither text nor compressed"
    }

    public var look: Look {
        guard counts.count(where: { $0 > 0 }) > 1 else { return .oneValue }
        if isDense { return .dense }
        // Letters, signs and the ends of lines; zeros fill the last sector.
        let text = counts[0x20..<0x7F].reduce(0, +) + counts[9] + counts[10] + counts[13]
        let used = total - counts[0]
        if text * 20 >= used * 19 { return .text }
        return (counts.max() ?? 0) * 10 >= total * 9 ? .sparse : .mixed
    }

    /// Whether the bytes are spread as only encryption and compression spread them: up to 7.9 bits, or as many as chance gives so few
    /// bytes.
    public var isDense: Bool {
        guard total >= Self.fewest else { return false }
        // Of n bytes drawn by chance, entropy falls short by about 255 / (2 n ln 2) bits.
        let shortfall = 255 / (2 * Double(total) * log(2.0))
        return bits > min(7.9, 8 - 2 * shortfall)
    }

    /// Bytes of which nothing can be told.
    private static let fewest = 512
}
