import Bytes
import DiscModel

/// A report, or a part of it, as named values in the order of the contract. JSON and XML are both written from it and
/// add nothing, so that they cannot say different things.
///
/// What is not known or does not apply is left out: XML has no other way to say so, and JSON needs none.
struct Document: Sendable, Equatable {
    enum Value: Sendable, Equatable {
        /// Without control characters, and without what XML 1.0 forbids.
        case text(String)
        /// A size, a count or a place; only an LBA can be negative.
        case integer(Int128)
        case boolean(Bool)
        /// Words without spaces: an array, or a list in one attribute.
        case words([String])
        case object(Document)
        /// Parts of one kind, and what each is called where a format names them.
        case list(item: String, [Document])

        /// Whether it holds documents, and so takes more than a line.
        var hasParts: Bool {
            switch self {
            case .text, .integer, .boolean, .words: false
            case .object, .list: true
            }
        }
    }

    struct Member: Sendable, Equatable {
        let name: String
        let value: Value
    }

    private(set) var members: [Member] = []

    init() {}

    /// A part with one member after another, as `build` adds them.
    init(_ build: (inout Document) -> Void) { build(&self) }

    /// The text of a member.
    func text(of name: String) -> String? {
        for member in members where member.name == name {
            if case .text(let text) = member.value { return text }
        }
        return nil
    }

    func has(_ name: String) -> Bool { members.contains { $0.name == name } }

    // MARK: Adding members

    /// A member as it was read.
    mutating func append(_ name: String, _ value: Value) { members.append(Member(name: name, value: value)) }

    /// Bytes of a text that are kept; how long a longer one is stands beside it as `<name>Length`.
    private static let longest = 65_536

    /// Adds words of our own. Names from images stand in them escaped, so anything hostile left is escaped too.
    mutating func add(_ name: String, _ words: String?) {
        if let words { add(name, text: words.harmless, length: words.utf8.count) }
    }

    /// Adds a name from outside as it reads and, where that loses or hides something, its bytes as `<name>Raw`.
    mutating func add(_ name: String, _ outside: DisplayName?) {
        guard let outside else { return }
        let length = outside.raw?.count ?? outside.text.utf8.count
        add(name, text: outside.text.withoutControls, length: length)
        let isPlain = !outside.text.unicodeScalars.contains(where: DisplayName.isHostile)
        if let bytes = outside.raw ?? (isPlain ? nil : [UInt8](outside.text.utf8)) {
            members.append(
                Member(name: name + "Raw", value: .text(bytes.prefix(Self.longest).hexadecimal())))
        }
    }

    private mutating func add(_ name: String, text: String, length: Int) {
        members.append(Member(name: name, value: .text(text.prefix(bytes: Self.longest))))
        if text.utf8.count > Self.longest || length > Self.longest { add(name + "Length", length) }
    }

    mutating func add(_ name: String, _ number: (some BinaryInteger)?) {
        if let number { members.append(Member(name: name, value: .integer(Int128(clamping: number)))) }
    }

    mutating func add(_ name: String, _ flag: Bool?) {
        if let flag { members.append(Member(name: name, value: .boolean(flag))) }
    }

    mutating func add(_ name: String, _ part: Document?) {
        if let part { members.append(Member(name: name, value: .object(part))) }
    }

    mutating func add(_ name: String, words: [String]) {
        members.append(Member(name: name, value: .words(words.map(\.harmless))))
    }

    mutating func add(_ name: String, each item: String, _ parts: some Sequence<Document>) {
        members.append(Member(name: name, value: .list(item: item, Array(parts))))
    }
}

extension String {
    /// The same with U+FFFD for each control character and each that XML 1.0 forbids.
    var withoutControls: String { replacing(where: Self.isControl) { _ in "\u{FFFD}" } }

    /// The same with everything escaped that could steer a terminal or mislead an eye. Backslashes stay: names in our
    /// words are escaped already.
    var harmless: String { replacing(where: DisplayName.isHostile) { "\\u{\(String($0.value, radix: 16))}" } }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    private func replacing(where bad: (Unicode.Scalar) -> Bool, with good: (Unicode.Scalar) -> String)
        -> String
    {
        guard unicodeScalars.contains(where: bad) else { return self }
        return unicodeScalars.map { bad($0) ? good($0) : String($0) }.joined()
    }
}
