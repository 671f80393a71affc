/// Reads JSON (RFC 8259) into a document. A file may come from anywhere: nesting is bounded, nothing is believed, and what
/// nobody asks for is passed over and not kept.
struct JSONReader {
    /// Objects and lists within each other; a report has a dozen.
    private static let depthLimit = 64

    private let bytes: [UInt8]
    /// Members that are passed over, wherever they stand.
    private let unread: Set<String>
    private var position = 0

    static func read(_ text: String, leavingOut unread: Set<String> = []) throws(SavedReportProblem)
        -> Document
    {
        var reader = JSONReader(bytes: [UInt8](text.utf8), unread: unread)
        let value = try reader.value(depth: 0, isKept: true)
        reader.skipSpace()
        guard reader.next == nil else { throw reader.problem("something follows the end of its first value") }
        guard case .object(let document) = value else { throw reader.problem("it is no object") }
        return document
    }

    private init(bytes: [UInt8], unread: Set<String>) {
        self.bytes = bytes
        self.unread = unread
    }

    // MARK: Values

    /// - Returns: nil for `null`, for a list in a list, and for what is passed over.
    private mutating func value(depth: Int, isKept: Bool) throws(SavedReportProblem) -> Document.Value? {
        guard depth < Self.depthLimit else { throw problem("it is nested too deeply") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth, isKept).map { .object($0) }
        case UInt8(ascii: "["): return try list(depth, isKept)
        case UInt8(ascii: "\""): return try string(isKept: isKept).map { .text($0) }
        case UInt8(ascii: "t"):
            try word("true")
            return .boolean(true)
        case UInt8(ascii: "f"):
            try word("false")
            return .boolean(false)
        case UInt8(ascii: "n"):
            try word("null")
            return nil
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int, _ isKept: Bool) throws(SavedReportProblem) -> Document? {
        position += 1
        var document = Document()
        skipSpace()
        if take("}") { return isKept ? document : nil }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw problem("a name in quotes is missing") }
            let name = try string(isKept: isKept)
            skipSpace()
            guard take(":") else { throw problem("a colon is missing") }
            let isWanted = name.map { !unread.contains($0) } ?? false
            if let value = try value(depth: depth + 1, isKept: isWanted), isWanted, let name {
                document.append(name, value)
            }
            skipSpace()
            if take("}") { return isKept ? document : nil }
            guard take(",") else { throw problem("a comma or } is missing") }
        }
    }

    private mutating func list(_ depth: Int, _ isKept: Bool) throws(SavedReportProblem) -> Document.Value? {
        position += 1
        var parts: [Document] = []
        var words: [String] = []
        skipSpace()
        if take("]") { return isKept ? .list(item: "", []) : nil }
        while true {
            switch try value(depth: depth + 1, isKept: isKept) {
            case .object(let part) where isKept: parts.append(part)
            case .text(let word) where isKept: words.append(word)
            default: break
            }
            skipSpace()
            if take("]") { break }
            guard take(",") else { throw problem("a comma or ] is missing") }
        }
        guard isKept else { return nil }
        return words.isEmpty ? .list(item: "", parts) : .words(words)
    }

    private mutating func word(_ word: StaticString) throws(SavedReportProblem) {
        for byte in "\(word)".utf8 {
            guard next == byte else { throw problem("it has a word that JSON does not know") }
            position += 1
        }
    }

    /// Whole numbers as such, others as they are written.
    private mutating func number() throws(SavedReportProblem) -> Document.Value {
        let start = position
        while let byte = next, Self.isPartOfNumber(byte) { position += 1 }
        guard position > start, position - start < 64 else { throw problem("a value is missing") }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        return Int128(text).map { .integer($0) } ?? .text(text)
    }

    private static func isPartOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
            UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }

    // MARK: Strings

    private mutating func string(isKept: Bool) throws(SavedReportProblem) -> String? {
        position += 1
        let start = position
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
        if take("\"") {
            return isKept ? String(decoding: bytes[start..<(position - 1)], as: UTF8.self) : nil
        }
        var units = Array(String(decoding: bytes[start..<position], as: UTF8.self).utf16)
        while next != nil {
            if take("\"") { return isKept ? String(decoding: units, as: UTF16.self) : nil }
            if take("\\") {
                units.append(try escape())
                continue
            }
            let start = position
            while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
            units += String(decoding: bytes[start..<position], as: UTF8.self).utf16
        }
        throw problem("a text has no end")
    }

    /// What stands behind a backslash, as a unit of UTF-16: pairs of them make a character.
    private mutating func escape() throws(SavedReportProblem) -> UInt16 {
        guard let byte = next else { throw problem("a text has no end") }
        position += 1
        switch byte {
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(byte)
        case UInt8(ascii: "u"):
            let digits = bytes[position..<min(bytes.count, position + 4)]
            guard digits.count == 4, digits.allSatisfy(Self.isHexadecimal),
                let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
            else { throw problem("an escape has no four digits") }
            position += 4
            return unit
        default: throw problem("a text has an escape that JSON does not know")
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }

    // MARK: Bytes

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func problem(_ what: String) -> SavedReportProblem {
        let line = bytes.prefix(position).count { $0 == 0x0A } + 1
        return SavedReportProblem("is no JSON: line \(line): \(what)")
    }
}
