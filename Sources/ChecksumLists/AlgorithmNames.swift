import Digests

/// What a name says about an algorithm: of a column, before a parenthesis, or in the name of a file.
enum AlgorithmName: Hashable {
    case known(DigestAlgorithm)
    /// One that is told apart but not computed; by its usual spelling.
    case other(String)

    /// `SHA256`, `sha-256`, `SHA2-256`; nil for a word that names no algorithm.
    init?(_ word: some StringProtocol) {
        guard let name = Self.table[word.lowercased()] else { return nil }
        self = name
    }

    /// The algorithm that a tool or a list is named for: `sha256sum`, `SHA256SUMS`, `SHASUMS256`; also `sha256`
    /// alone, but not `tiger` alone, which may be anything.
    init?(ofTool word: some StringProtocol) {
        let lower = word.lowercased()
        if lower.hasPrefix("shasums") {
            self.init("sha\(lower.dropFirst("shasums".count))")
        } else if let suffix = ["sums", "sum"].first(where: lower.hasSuffix) {
            self.init(lower.dropLast(suffix.count))
        } else {
            self.init(lower)
            if case .other = self { return nil }
        }
    }

    private static let table: [String: AlgorithmName] = {
        var table: [String: AlgorithmName] = [
            "crc": .known(.crc32), "crc32": .known(.crc32), "crc-32": .known(.crc32), "sfv": .known(.crc32),
            "md5": .known(.md5), "md-5": .known(.md5), "sha1": .known(.sha1), "sha-1": .known(.sha1),
        ]
        let secondFamily: [(String, DigestAlgorithm)] = [
            ("224", .sha224), ("256", .sha256), ("384", .sha384), ("512", .sha512),
        ]
        for (bits, algorithm) in secondFamily {
            for prefix in ["sha", "sha-", "sha2-", "sha_"] { table[prefix + bits] = .known(algorithm) }
        }
        // Told apart because their digests are as long as those of others: 64 digits of BLAKE3 are no SHA-256.
        let others = [
            ("BLAKE2b", ["b2", "blake2", "blake2b", "blake2b512", "blake2b-512"]), ("BLAKE2s", ["blake2s"]),
            ("BLAKE3", ["b3", "blake3"]),
            ("SHA-3", ["sha3", "sha3-256", "sha3-512", "keccak"]),
            ("SM3", ["sm3"]), ("Tiger", ["tiger"]), ("Whirlpool", ["whirlpool"]),
            ("RIPEMD-160", ["rmd160", "ripemd160"]), ("MD4", ["md4"]), ("GOST", ["gost", "streebog"]),
            ("SHA-512/256", ["sha512-256", "sha512/256", "sha512t256"]), ("CRC-64", ["crc64"]),
            ("xxHash", ["xxh32", "xxh64", "xxh128"]), ("ED2K", ["ed2k"]),
        ]
        for (name, words) in others {
            for word in words { table[word] = .other(name) }
        }
        return table
    }()
}

extension DigestAlgorithm {
    /// The algorithm of bare digests of so many hexadecimal digits, as long as nothing tells otherwise. CRC-32 is
    /// not among them: eight digits are as well a date.
    init?(digits: Int) {
        let known = Self.allCases.first { $0 != .crc32 && $0.hexLength == digits }
        guard let known else { return nil }
        self = known
    }
}

extension Digest {
    /// The digest that these hexadecimal digits are, all of them.
    init(_ digits: ArraySlice<UInt8>, of algorithm: DigestAlgorithm) throws(ChecksumList.Fault) {
        guard digits.leadingDigits == digits.count else { throw .notHexadecimal(algorithm) }
        guard digits.count == algorithm.hexLength, let bytes = digits.hexadecimal,
            let digest = Digest(algorithm, bytes: bytes)
        else { throw .wrongLength(digits: digits.count, of: algorithm) }
        self = digest
    }
}

/// What a list's file name says: that it is one, and of which algorithm.
struct ListTitle {
    /// The algorithm of digests that stand there without one.
    let algorithm: AlgorithmName?
    /// Whether it says that this is a list of checksums.
    let announcesList: Bool
    let isTreeInfo: Bool

    init(_ name: String) {
        let lower = name.lowercased()
        isTreeInfo = lower == ".treeinfo" || lower == "treeinfo"
        let words = lower.split { !$0.isLetter && !$0.isNumber }
        let names = words.compactMap { AlgorithmName(ofTool: $0) }
        let isGeneral = words.contains { Self.general.contains(String($0)) }
        // An extension is a statement. A word somewhere may be part of an image's name; two words cancel out.
        if lower.contains("."), let last = words.last, lower.hasSuffix(".\(last)"),
            let name = AlgorithmName(last) ?? AlgorithmName(ofTool: last)
        {
            algorithm = name
        } else {
            algorithm = Set(names).count == 1 ? names.first : nil
        }
        announcesList = isTreeInfo || isGeneral || !names.isEmpty || algorithm != nil
    }

    private static let general: Set<String> = [
        "checksum", "checksums", "hash", "hashes", "hashdeep", "sha", "shasum", "shasums", "sum", "sums",
    ]
}
