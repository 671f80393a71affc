import XML

/// Documents that were read back: in XML every single value is a text, and a list is an element that holds elements.
extension Document {
    /// - Parameter unread: elements and attributes that are left out, wherever they stand.
    init(_ element: XMLElement, leavingOut unread: Set<String>) {
        for attribute in element.attributes where !unread.contains(attribute.name) {
            append(attribute.name, .text(attribute.value))
        }
        for child in element.children where !unread.contains(child.name) {
            append(child.name, .object(Document(child, leavingOut: unread)))
        }
    }

    private func value(of name: String) -> Value? { members.first { $0.name == name }?.value }

    /// A single value, however it is written.
    func single(_ name: String) -> String? {
        switch value(of: name) {
        case .text(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .words, .object, .list, nil: nil
        }
    }

    func part(_ name: String) -> Document? {
        if case .object(let part) = value(of: name) { part } else { nil }
    }

    func parts(_ name: String) -> [Document] {
        switch value(of: name) {
        case .list(_, let parts): parts
        case .object(let list):
            list.members.compactMap { if case .object(let part) = $0.value { part } else { nil } }
        case .text, .integer, .boolean, .words, nil: []
        }
    }
}
