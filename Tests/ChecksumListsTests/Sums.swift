import ChecksumLists
import Digests

/// Digests of the one byte `a`, by several tools.
struct Sum {
    let algorithm: DigestAlgorithm
    let hex: String

    static let crc32 = Sum(algorithm: .crc32, hex: "e8b7be43")
    static let md5 = Sum(algorithm: .md5, hex: "0cc175b9c0f1b6a831c399e269772661")
    static let sha1 = Sum(algorithm: .sha1, hex: "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8")
    static let sha256 = Sum(
        algorithm: .sha256, hex: "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb")
    static let sha224 = Sum(
        algorithm: .sha224, hex: "abd37534c7d9a2efb9465de931cd7055ffdb8879563ae98078d6d6d5")
    static let sha384 = Sum(
        algorithm: .sha384,
        hex:
            "54a59b9f22b0b80880d8427e548b7c23abd873486e1f035dce9cd697e85175033caa88e6d57bc35efae0b5afd3145f31"
    )
    static let sha512 = Sum(
        algorithm: .sha512,
        hex: "1f40fc92da241694750979ee6cf582f2d5d7d28e18335de05abc54d0560e0f53"
            + "02860c652bf08d560252aa5e74210546f369fbbbce8c12cfc7957b2652fe9a75")

    /// An entry of this digest, as `outline` shows it.
    func of(
        _ name: String, _ format: ChecksumList.Format = .gnu, line: Int = 1, binary: Bool? = nil,
        size: UInt64? = nil
    ) -> String {
        let mark = binary.map { $0 ? " binary" : " text" } ?? ""
        let length = size.map { " \($0) bytes" } ?? ""
        return "\(line) \(format.rawValue) \(algorithm) \(hex) \(name.debugDescription)\(mark)\(length)"
    }
}

/// A problem as `outline` shows it.
func problem(_ what: ChecksumList.Fault, line: Int = 1) -> String { "line \(line): \(what)" }

extension Digest {
    var hexadecimal: String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

extension ChecksumList {
    /// Everything the list says, one text for each entry and problem.
    var outline: [String] {
        entries.map { entry in
            Sum(algorithm: entry.algorithm, hex: entry.digest.hexadecimal).of(
                String(decoding: entry.name, as: UTF8.self), entry.format, line: entry.line,
                binary: entry.isBinary, size: entry.size)
        } + problems.map(\.description)
    }
}

/// Chance that comes again with the same seed (SplitMix64).
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
