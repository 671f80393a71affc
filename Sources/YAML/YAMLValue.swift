/// A value of a YAML document, and where it stands, so that whoever reads it can say what is wrong with it and where.
public struct YAMLValue: Sendable, Hashable {
    public enum Content: Sendable, Hashable {
        /// Text, a number, a truth value or a date: YAML has one spelling for them, and the reader knows which it wants.
        case scalar(String)
        case list([YAMLValue])
        case mapping([Entry])
    }

    /// A name in a mapping, and what stands under it.
    public struct Entry: Sendable, Hashable {
        public let name: String
        public let place: YAMLPlace
        public let value: YAMLValue
    }

    public let content: Content
    public let place: YAMLPlace

    /// What it is, in words that follow "found".
    var kind: String {
        switch content {
        case .scalar(let text): text.isEmpty ? "nothing" : "\"\(text)\""
        case .list: "a list"
        case .mapping: "names with values"
        }
    }

    // MARK: As what it is wanted

    /// A text that is not empty.
    public func text() throws(YAMLProblem) -> String {
        guard case .scalar(let text) = content, !text.isEmpty else { throw problem("expected a text") }
        return text
    }

    /// `true` or `false`, as YAML 1.1 spells them.
    public func flag() throws(YAMLProblem) -> Bool {
        switch try text().lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw problem("expected true or false")
        }
    }

    public func number() throws(YAMLProblem) -> Int {
        guard let number = Int(try text()) else { throw problem("expected a whole number") }
        return number
    }

    /// The parts of a list; something that stands alone is a list of one.
    public func list() throws(YAMLProblem) -> [YAMLValue] {
        switch content {
        case .list(let parts): return parts
        case .scalar: return [self]
        case .mapping: throw problem("expected a list")
        }
    }

    /// The texts of a list of texts.
    public func texts() throws(YAMLProblem) -> [String] {
        var texts: [String] = []
        for part in try list() { texts.append(try part.text()) }
        return texts
    }

    /// Names that the document gives, with values; every one of them may stand there.
    public func entries() throws(YAMLProblem) -> [Entry] {
        switch content {
        case .mapping(let entries): return entries
        case .scalar(""): return []
        case .scalar, .list: throw problem("expected names with values (\"name: value\")")
        }
    }

    /// Something that is wanted and is not there, or is there and is not wanted.
    public func problem(_ message: String) -> YAMLProblem {
        YAMLProblem(place: place, message: "\(message), found \(kind)")
    }
}

/// Where something stands in a file.
public struct YAMLPlace: Sendable, Hashable, CustomStringConvertible {
    /// The file, as it was named.
    public let file: String
    /// From 1.
    public let line: Int
    /// From 1, in characters.
    public let column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    public var description: String { "\(file):\(line):\(column)" }

    public func problem(_ message: String) -> YAMLProblem { YAMLProblem(place: self, message: message) }
}

/// What is wrong with a document, and where: "release.yaml:3:5: no key is called …".
public struct YAMLProblem: Error, Sendable, Hashable, CustomStringConvertible {
    public let place: YAMLPlace
    public let message: String

    public var description: String { "\(place): \(message)" }
}
