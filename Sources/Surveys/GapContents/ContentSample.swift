import Bytes
import Digests

/// What tells a person of bytes that nobody owns: how they begin, how they are spread, and what finds them again.
public struct ContentSample: Sendable, Hashable, Codable {
    /// The first bytes.
    public let head: [UInt8]
    /// Bits of information in a byte.
    public let entropy: Double
    public let look: Entropy.Look
    /// SHA-256 of all of them, in hexadecimal digits.
    public let sha256: String

    /// Bytes that are kept of the beginning.
    static let headLength = 16

    /// Such as `"hello…" (68 65 6C 6C 6F), text, 2.3 bits a byte, SHA-256 …`.
    public var inWords: String {
        let tenths = Int((entropy * 10).rounded())
        return
            "\(Self.shown(head)), \(look.rawValue), \(tenths / 10).\(tenths % 10) bits a byte, SHA-256 \(sha256)"
    }

    /// Bytes as digits, and as text where they are letters.
    public static func shown(_ bytes: [UInt8]) -> String {
        let digits = bytes.hexadecimal(uppercase: true, separator: " ")
        let letters = bytes.prefix { 0x20..<0x7F ~= $0 && $0 != 0x22 && $0 != 0x5C }
        guard letters.count > 3 else { return "first bytes \(digits)" }
        return "first bytes \(digits) (\"\(String(decoding: letters, as: UTF8.self))\")"
    }
}

/// Takes a sample of bytes as they go by.
struct RunningSample {
    private var head: [UInt8] = []
    private var entropy = Entropy()
    private var digest = RunningDigest(.sha256)
    /// Whether the first bytes are those from the first that is not zero on.
    private let skipsZeros: Bool

    init(skippingZeros: Bool = false) { skipsZeros = skippingZeros }

    mutating func add(_ bytes: ArraySlice<UInt8>) {
        if head.count < ContentSample.headLength {
            let rest = skipsZeros && head.isEmpty ? bytes.drop { $0 == 0 } : bytes
            head += rest.prefix(ContentSample.headLength - head.count)
        }
        entropy.add(bytes)
        digest.update(bytes)
    }

    var finished: ContentSample {
        ContentSample(head: head, entropy: entropy.bits, look: entropy.look, sha256: digest.digest().hex)
    }
}
