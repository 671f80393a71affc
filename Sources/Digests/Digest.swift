import Bytes

/// A finished digest, or one that somebody wrote down.
public struct Digest: Sendable, Hashable, Codable {
    public let algorithm: DigestAlgorithm
    /// A CRC-32 stands with its most significant byte first, as it is commonly written.
    public let bytes: [UInt8]

    /// Nil when the number of bytes is not the algorithm's.
    public init?(_ algorithm: DigestAlgorithm, bytes: [UInt8]) {
        guard bytes.count == algorithm.byteCount else { return nil }
        self.init(algorithm, of: bytes)
    }

    /// Nil when the text is not exactly as many hexadecimal digits as the algorithm has; capitals count as small letters.
    public init?(_ algorithm: DigestAlgorithm, hex: some StringProtocol) {
        let digits = hex.utf8.compactMap(Self.value)
        guard digits.count == algorithm.hexLength, hex.utf8.count == digits.count else { return nil }
        self.init(
            algorithm, of: stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] })
    }

    /// For functions that cannot give another number of bytes.
    init(_ algorithm: DigestAlgorithm, of bytes: [UInt8]) {
        self.algorithm = algorithm
        self.bytes = bytes
    }

    /// The digest in small hexadecimal digits.
    public var hex: String { bytes.hexadecimal() }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
