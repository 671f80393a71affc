import DiscModel

/// Writes a document as JSON (RFC 8259): UTF-8, members in the order of the document, two spaces for each level. An
/// object of single values that fits into a line takes one, so that lists read as tables.
struct JSONWriter {
    /// Bytes of an object that stands on one line.
    private static let lineLimit = 100

    private var bytes: [UInt8] = []
    private var depth: Int
    /// Whether all of it stands on one line, without a space that JSON does not need.
    private let isCompact: Bool

    /// - Parameter depth: levels above a document that is a part of another; its lines are indented by them, but for the
    ///   first, and no line end follows.
    static func write(_ document: Document, depth: Int = 0) -> String {
        var writer = JSONWriter(depth: depth, isCompact: false)
        writer.object(document)
        if depth == 0 { writer.bytes.append(0x0A) }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Writes a document on one line, with the line end.
    static func line(_ document: Document) -> String {
        var writer = JSONWriter(depth: 0, isCompact: true)
        writer.object(document)
        writer.bytes.append(0x0A)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private mutating func object(_ document: Document) {
        if depth > 0, !isCompact, line(document) { return }
        block("{", "}", document.members) { writer, member in writer.member(member) }
    }

    /// Writes an object on one line, if it holds no part of its own and is short.
    private mutating func line(_ document: Document) -> Bool {
        guard !document.members.isEmpty, document.members.allSatisfy({ !$0.value.hasParts }) else {
            return false
        }
        let start = bytes.count
        raw("{ ")
        for (index, member) in document.members.enumerated() {
            if index > 0 { raw(", ") }
            self.member(member)
            guard bytes.count - start <= Self.lineLimit else {
                bytes.removeLast(bytes.count - start)
                return false
            }
        }
        raw(" }")
        return true
    }

    private mutating func member(_ member: Document.Member) {
        string(member.name)
        raw(isCompact ? ":" : ": ")
        value(member.value)
    }

    private mutating func value(_ value: Document.Value) {
        switch value {
        case .text(let text): string(text)
        case .integer(let number): raw(String(number))
        case .boolean(let flag): raw(flag ? "true" : "false")
        case .words(let words): self.words(words)
        case .object(let part): object(part)
        case .list(_, let parts): block("[", "]", parts) { writer, part in writer.object(part) }
        }
    }

    private mutating func words(_ words: [String]) {
        raw("[")
        for (index, word) in words.enumerated() {
            if index > 0 { raw(isCompact ? "," : ", ") }
            string(word)
        }
        raw("]")
    }

    /// Items between brackets, each on a line of its own.
    private mutating func block<Item>(
        _ open: String, _ close: String, _ items: [Item], _ write: (inout JSONWriter, Item) -> Void
    ) {
        raw(open)
        depth += 1
        for (index, item) in items.enumerated() {
            if index > 0 { raw(",") }
            newLine()
            write(&self, item)
        }
        depth -= 1
        if !items.isEmpty { newLine() }
        raw(close)
    }

    private mutating func newLine() {
        if isCompact { return }
        raw("\n")
        bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
    }

    private mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// A string with everything escaped that JSON wants escaped, and everything that could mislead who looks at the
    /// file in a terminal.
    private mutating func string(_ text: String) {
        bytes.append(0x22)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": raw("\\\"")
            case "\\": raw("\\\\")
            case _ where DisplayName.isHostile(scalar): for unit in scalar.utf16 { escape(unit) }
            default: bytes.append(contentsOf: scalar.utf8)
            }
        }
        bytes.append(0x22)
    }

    private mutating func escape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        raw("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
    }
}
