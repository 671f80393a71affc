/// A name from an image. Names are hostile until shown otherwise: they may hold control characters, overrides of the
/// writing direction, or bytes of no encoding.
///
/// `text` is what the bytes say, with U+FFFD for what says nothing; `raw` keeps the bytes when `text` loses something,
/// so that JSON and XML stay lossless.
public struct DisplayName: Sendable, Hashable {
    public let text: String
    public let raw: [UInt8]?
    /// Whether `raw` holds 16-bit code units, most significant byte first.
    private let isWide: Bool
    /// Whether something was left out, because it was longer than any system takes.
    public let isCut: Bool

    public init(_ text: String, raw: [UInt8]? = nil) { self.init(text, raw: raw, isWide: false) }

    private init(_ text: String, raw: [UInt8]?, isWide: Bool, isCut: Bool = false) {
        self.text = text
        self.raw = raw
        self.isWide = isWide && raw != nil
        self.isCut = isCut
    }

    /// Bytes that ought to be UTF-8 (Rock Ridge) or its subset ASCII (ECMA-119 identifiers).
    public init(utf8 bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if bytes.allSatisfy(Self.isPrintableASCII) {
            self.init(text)
            return
        }
        let faithful = text.utf8.elementsEqual(bytes) && !text.unicodeScalars.contains("\u{FFFD}")
        self.init(text, raw: faithful && DisplayName.isPlain(text) ? nil : bytes)
    }

    /// Big-endian 16-bit code units (Joliet); an odd last byte is kept in `raw`.
    public init(utf16BigEndian bytes: [UInt8]) {
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
            UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
        }
        // The library decodes UTF-16 unit by unit, ASCII in one go.
        if bytes.count % 2 == 0, units.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
            self.init(String(decoding: units.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self))
            return
        }
        let text = String(decoding: units, as: UTF16.self)
        let faithful =
            bytes.count % 2 == 0 && text.utf16.elementsEqual(units)
            && !text.unicodeScalars.contains("\u{FFFD}")
        self.init(text, raw: faithful && DisplayName.isPlain(text) ? nil : bytes, isWide: true)
    }

    /// The text with everything escaped that could steer a terminal or mislead an eye: control characters (C0, DEL,
    /// C1), bidirectional controls, zero-width and line-separating characters, and the backslash itself.
    ///
    /// Of a name that is longer than any path may be, the beginning, and how long it is: names stand in sentences, and an
    /// image can record one of 16 MB.
    public var escaped: String {
        let length = text.utf8.count
        guard length > Self.longest else { return Self.escaped(text) }
        return "\(Self.escaped(text.prefix(bytes: Self.longest)))… (\(length) bytes)"
    }

    /// PATH_MAX of Linux, with room for the mark where a path was cut.
    private static let longest = PathBuilder.limit + 16

    private static func escaped(_ text: String) -> String {
        guard !DisplayName.isPlain(text) || text.utf8.contains(0x5C) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where DisplayName.isHostile(scalar):
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy(isPrintableASCII) || !text.unicodeScalars.contains(where: isHostile)
    }

    private static func isPrintableASCII(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }

    /// Whether a character must never reach a terminal or a report as it is.
    public static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F: true
        case 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xFFFE, 0xFFFF: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }
}

extension DisplayName {
    /// What is called so in something else: "/EFI/BOOT/BOOTX64.EFI in partition 2".
    public func inside(_ other: DisplayName) -> DisplayName {
        let words = " in \(other.text)"
        let bytes = raw.map {
            $0 + (isWide ? words.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } : Array(words.utf8))
        }
        return DisplayName(text + words, raw: bytes, isWide: isWide)
    }

    /// A path from the root: "/" before each name, and "/" alone for none.
    public static func joined(_ names: [DisplayName]) -> DisplayName {
        var path = PathBuilder()
        for name in names.reversed() where !path.isFull { path.prepend(name) }
        return path.finished
    }

    /// Builds a path from its last name to its first. Deeper than any system allows it is cut and begins with "…", so
    /// that ten thousand nested directories cannot make megabytes of every place in them. Of a last name that is as long
    /// as that alone, the beginning is kept.
    public struct PathBuilder {
        /// Bytes after which a path is cut, PATH_MAX of Linux; and names, or a path of letters takes thousands.
        fileprivate static let limit = 4_096
        private static let nameLimit = 256

        private var names: [DisplayName] = []
        private var count = 0

        public init() {}

        public var isFull: Bool { count > Self.limit || names.count > Self.nameLimit }

        public mutating func prepend(_ name: DisplayName) {
            count += 1 + name.text.utf8.count
            let isCut = count > Self.limit || names.count == Self.nameLimit
            let rest = names.isEmpty ? name.text.prefix(bytes: Self.nameLimit) : ""
            names.append(isCut ? DisplayName(rest + "…", raw: nil, isWide: false, isCut: true) : name)
        }

        public var finished: DisplayName {
            if names.isEmpty { return DisplayName("/") }
            let text = names.reversed().map { "/" + $0.text }.joined()
            let isCut = names.contains(where: \.isCut)
            let lossy = names.first { $0.raw != nil }
            return DisplayName(
                text, raw: lossy.map { raw(isWide: $0.isWide) }, isWide: lossy?.isWide ?? false, isCut: isCut)
        }

        /// The bytes of the path, all in the encoding of the names that have some.
        private func raw(isWide: Bool) -> [UInt8] {
            var raw: [UInt8] = []
            for name in names.reversed() {
                raw += isWide ? [0, 0x2F] : [0x2F]
                if let bytes = name.raw {
                    raw += bytes
                } else if isWide {
                    for unit in name.text.utf16 {
                        raw += [UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit)]
                    }
                } else {
                    raw += name.text.utf8
                }
            }
            return raw
        }
    }
}

extension String {
    /// Its first characters, as many as fit into `limit` bytes of UTF-8.
    public func prefix(bytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
