import Bytes

/// A mapping whose names are known: any other name is a problem, so that a slip of the pen is not a setting that is ignored.
public struct YAMLMapping: Sendable {
    public let place: YAMLPlace
    /// What it describes, such as "a suppression".
    private let what: String
    private let values: [String: YAMLValue]

    /// - Parameter what: what the mapping describes, for what is said of it.
    public init(_ value: YAMLValue, _ what: String, keys: [String]) throws(YAMLProblem) {
        place = value.place
        self.what = what
        var values: [String: YAMLValue] = [:]
        for entry in try value.entries() {
            guard keys.contains(entry.name) else {
                let near = Slips.nearest(to: entry.name, among: keys)
                throw entry.place.problem(
                    "\(what) has no \"\(entry.name)\""
                        + (near.map { "; did you mean \"\($0)\"?" }
                            ?? "; it has \(keys.joined(separator: ", "))"))
            }
            values[entry.name] = entry.value
        }
        self.values = values
    }

    public subscript(name: String) -> YAMLValue? { values[name] }

    /// What must stand there.
    public func required(_ name: String) throws(YAMLProblem) -> YAMLValue {
        guard let value = values[name] else { throw place.problem("\(what) needs \"\(name)\"") }
        return value
    }

    public func text(_ name: String) throws(YAMLProblem) -> String? { try values[name]?.text() }
    public func flag(_ name: String) throws(YAMLProblem) -> Bool? { try values[name]?.flag() }
    public func texts(_ name: String) throws(YAMLProblem) -> [String] { try values[name]?.texts() ?? [] }

    /// One of some words, as a type that is written as such.
    public func word<Word: RawRepresentable & CaseIterable>(_ name: String, _: Word.Type) throws(YAMLProblem)
        -> Word?
    where Word.RawValue == String {
        guard let value = values[name] else { return nil }
        let text = try value.text()
        if let word = Word(rawValue: text.lowercased()) { return word }
        let words = Word.allCases.map(\.rawValue)
        let near = Slips.nearest(to: text, among: words)
        throw value.place.problem(
            "\"\(text)\" is no \(name)"
                + (near.map { "; did you mean \($0)?" } ?? "; there are \(words.joined(separator: ", "))"))
    }
}
