/// An element of an XML document that was read, with what hangs below it.
public struct XMLElement: Sendable, Equatable {
    /// The local name.
    public let name: String
    /// The namespace's URI, empty for none.
    public let namespace: String
    public internal(set) var attributes: [Attribute] = []
    public internal(set) var children: [XMLElement] = []
    /// Character data directly in it, except where it is white space only.
    public internal(set) var text = ""

    public struct Attribute: Sendable, Equatable {
        public let name: String
        public let value: String
    }

    init(name: String, namespace: String) {
        self.name = name
        self.namespace = namespace
    }

    public func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    public func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }
}

/// What libxml2 found wrong, and in which line; 0 where it knows none.
public struct XMLProblem: Error, Sendable, Hashable, CustomStringConvertible {
    public let line: Int
    public let message: String

    public var description: String { line > 0 ? "line \(line): \(message)" : message }
}

/// A value that questions to a document can use.
public enum XPathValue: Sendable, Hashable {
    case text(String)
    case number(Double)
    case truth(Bool)
}
