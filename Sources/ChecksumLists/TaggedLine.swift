import Digests

/// `WORD (name) = value`, as BSD's tools write it, and without some of the blanks OpenSSL.
struct TaggedLine {
    static let longestTag = 24

    let word: String
    let name: ArraySlice<UInt8>
    let value: ArraySlice<UInt8>

    init?(_ body: ArraySlice<UInt8>) {
        guard let open = body.prefix(Self.longestTag + 2).firstIndex(of: 0x28) else { return nil }
        let word = body[..<open].withoutTrailingBlanks
        guard !word.isEmpty,
            word.allSatisfy({ $0.isLetter || $0.isDigit || [0x2D, 0x2F, 0x5F].contains($0) }),
            // A name may hold parentheses; nobody escapes them.
            let close = body.lastIndex(of: 0x29), close > open
        else { return nil }
        let rest = body[(close + 1)...].withoutLeadingBlanks
        guard rest.first == .equals else { return nil }
        self.word = String(decoding: word, as: UTF8.self)
        name = body[(open + 1)..<close]
        value = rest.dropFirst().withoutLeadingBlanks.withoutTrailingBlanks
    }

    /// `SIZE (name) = 123`, as BSD's lists of distribution files have below the digests.
    var size: UInt64? {
        guard word.lowercased() == "size" else { return nil }
        return value.suffix(6).elementsEqual(" bytes".utf8) ? value.dropLast(6).decimal : value.decimal
    }

    /// nil where this is no checksum at all.
    var algorithm: DigestAlgorithm? {
        get throws(ChecksumList.Fault) {
            switch AlgorithmName(word) {
            case .known(let algorithm)?: return algorithm
            case .other(let name)?: throw .unknownAlgorithm(name)
            case nil:
                guard value.count >= 8, value.leadingDigits == value.count else { return nil }
                throw .unknownAlgorithm(word)
            }
        }
    }
}
