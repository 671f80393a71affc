import Bytes
import Digests

/// What a `.jigdo` says: text of sections and lines `name=value`, packed by gzip or not (jigdo-file(1)).
struct JigdoFile: Sendable {
    /// Bytes of it that are read, and bytes that it may unpack to.
    static let limit = 32 << 20

    /// Of section Image.
    private(set) var image: String?
    private(set) var template: String?
    /// What its template should be.
    private(set) var templateDigests: [Digest] = []
    /// What lines of comment tell of the image (libjte).
    private(set) var imageDigests: [(digest: Digest, line: Int)] = []
    /// By the digest of its content, where a part is found, such as "Debian:pool/main/a/abc.deb".
    private(set) var parts: [Digest: String] = [:]

    /// Nil where it is none, or is longer than is read.
    init?(_ bytes: [UInt8]) {
        var bytes = bytes
        if bytes.starts(with: [0x1F, 0x8B]) {
            guard let unpacked = GzipFile.unpack(bytes[...], upTo: Self.limit) else { return nil }
            bytes = unpacked
        }
        guard bytes.count <= Self.limit else { return nil }
        var section = ""
        var sections: Set<String> = []
        for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            let text = Record.text(line).trimmed
            if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
                section = text[text.index(after: text.startIndex)..<end].lowercased()
                sections.insert(section)
            } else if text.hasPrefix("#") {
                take(comment: text, line: index + 1)
            } else if let equals = text.firstIndex(of: "=") {
                let (name, value) = (
                    String(text[..<equals]).trimmed, String(text[text.index(after: equals)...]).trimmed
                )
                take(name, value, in: section)
            }
        }
        guard sections.contains("jigdo") else { return nil }
    }

    private mutating func take(_ name: String, _ value: String, in section: String) {
        switch (section, name.lowercased()) {
        case ("image", "filename"): image = image ?? value
        case ("image", "template"): template = template ?? value
        case ("image", "template-md5sum"), ("image", "template-sha256sum"):
            if let digest = Self.digest(value) { templateDigests.append(digest) }
        case ("parts", _):
            // Of several places of one part, the first is told.
            if let digest = Self.digest(name), parts[digest] == nil { parts[digest] = value }
        default: break
        }
    }

    private static let algorithms: [String: DigestAlgorithm] = [
        "md5sum": .md5, "sha1sum": .sha1, "sha256sum": .sha256, "sha512sum": .sha512,
    ]

    /// `# Image Hex SHA256Sum 12ab…`
    private mutating func take(comment: String, line: Int) {
        let words = comment.split(separator: " ")
        guard words.count == 5, words[0] == "#", words[1] == "Image", words[2] == "Hex",
            let algorithm = Self.algorithms[words[3].lowercased()],
            let digest = Digest(algorithm, hex: words[4])
        else { return }
        imageDigests.append((digest, line))
    }

    /// Base64 with "-" and "_", and without padding; its length tells the algorithm.
    private static func digest(_ text: String) -> Digest? {
        var (bits, count) = (0 as UInt32, 0)
        var bytes: [UInt8] = []
        for letter in text.utf8 {
            guard bytes.count <= 64, let value = value(of: letter) else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        switch bytes.count {
        case DigestAlgorithm.md5.byteCount: return Digest(.md5, bytes: bytes)
        case DigestAlgorithm.sha256.byteCount: return Digest(.sha256, bytes: bytes)
        default: return nil
        }
    }

    private static func value(of letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): letter - UInt8(ascii: "0") + 52
        case UInt8(ascii: "-"), UInt8(ascii: "+"): 62
        case UInt8(ascii: "_"), UInt8(ascii: "/"): 63
        default: nil
        }
    }
}

extension String {
    /// Without blanks at both ends.
    fileprivate var trimmed: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text.drop { $0.isWhitespace })
    }
}
