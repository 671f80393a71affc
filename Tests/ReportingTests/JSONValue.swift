import XML

/// A JSON text as values; numbers are the integers that reports have.
enum JSONValue: Equatable {
    case null
    case boolean(Bool)
    case integer(Int128)
    case text(String)
    case array([JSONValue])
    case object([String: JSONValue])

    init(parsing text: String) throws {
        var reader = JSONReader(text)
        self = try reader.value()
        try reader.end()
    }

    /// The value under a key, or at an index.
    subscript(_ path: String...) -> JSONValue? {
        var at: JSONValue? = self
        for step in path {
            switch at {
            case .object(let members): at = members[step]
            case .array(let items): at = Int(step).flatMap { items.indices.contains($0) ? items[$0] : nil }
            default: return nil
            }
        }
        return at
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// Where this value and an element of the XML form differ; empty when they say the same.
    func differences(from element: XMLElement, at path: String = "") -> [String] {
        guard case .object(let members) = self else { return ["\(path): no object"] }
        var differences: [String] = []
        var singles: [String: String] = [:]
        for (key, value) in members {
            switch value {
            case .null: differences.append("\(path)/\(key): null")
            case .boolean(let flag): singles[key] = flag ? "true" : "false"
            case .integer(let number): singles[key] = String(number)
            case .text(let text): singles[key] = text
            case .object, .array:
                guard let child = element.child(key) else {
                    differences.append("\(path)/\(key): only in JSON")
                    continue
                }
                differences += value.parts(from: child, at: "\(path)/\(key)")
            }
        }
        let attributes = Dictionary(element.attributes.map { ($0.name, $0.value) }) { first, _ in first }
        if singles != attributes { differences.append("\(path): \(singles) is not \(attributes)") }
        for child in element.children where members[child.name] == nil {
            differences.append("\(path)/\(child.name): only in XML")
        }
        if !element.text.isEmpty { differences.append("\(path): text in XML") }
        return differences
    }

    private func parts(from element: XMLElement, at path: String) -> [String] {
        guard case .array(let items) = self else { return differences(from: element, at: path) }
        guard items.count == element.children.count else {
            return ["\(path): \(items.count) or \(element.children.count)"]
        }
        guard Set(element.children.map(\.name)).count <= 1 else { return ["\(path): items of several names"] }
        return zip(items, element.children).enumerated().flatMap { index, pair in
            pair.0.differences(from: pair.1, at: "\(path)[\(index)]")
        }
    }
}
