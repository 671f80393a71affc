import Yams

/// Reads YAML 1.1 as isocheck's own files use it: mappings, lists and scalars. JSON is YAML, too.
///
/// Anchors are refused before anything is read: with them a file of a few lines stands for billions of values.
public enum YAMLDocument {
    /// What a file of settings can have; a list of what is known of many images has more.
    public static let usualLimit = 1 << 20

    /// - Parameters:
    ///   - file: as it is called in what is said of it.
    ///   - limit: bytes.
    public static func read(_ text: String, named file: String, limit: Int = usualLimit) throws(YAMLProblem)
        -> YAMLValue
    {
        let start = YAMLPlace(file: file, line: 1, column: 1)
        guard text.utf8.count <= limit else {
            throw start.problem("has \(text.utf8.count) bytes, and at most \(limit) are read")
        }
        if let (line, column) = firstAnchor(in: text) {
            throw YAMLPlace(file: file, line: line, column: column).problem(
                "a word that begins with & would be an anchor, and anchors are not read: write in full what is meant"
            )
        }
        let root: Node?
        do {
            root = try Yams.Parser(yaml: text, encoding: .utf8).singleRoot()
        } catch let error as YamlError {
            throw problem(error, start)
        } catch {
            throw start.problem("\(error)")
        }
        guard let root else { return YAMLValue(content: .scalar(""), place: start) }
        return try value(root, file, start)
    }

    private static func value(_ node: Node, _ file: String, _ around: YAMLPlace) throws(YAMLProblem)
        -> YAMLValue
    {
        let place = node.mark.map { YAMLPlace(file: file, line: $0.line, column: $0.column) } ?? around
        switch node {
        case .scalar(let scalar):
            let isNull = scalar.style == .plain && ["null", "~"].contains(scalar.string)
            return YAMLValue(content: .scalar(isNull ? "" : scalar.string), place: place)
        case .sequence(let sequence):
            var parts: [YAMLValue] = []
            for part in sequence { parts.append(try value(part, file, place)) }
            return YAMLValue(content: .list(parts), place: place)
        case .mapping(let mapping):
            var entries: [YAMLValue.Entry] = []
            for (key, part) in mapping {
                let name = try value(key, file, place)
                entries.append(
                    .init(name: try name.text(), place: name.place, value: try value(part, file, name.place)))
            }
            return YAMLValue(content: .mapping(entries), place: place)
        case .alias: throw place.problem("anchors are not read")
        }
    }

    // MARK: What can be wrong

    private static func problem(_ error: YamlError, _ start: YAMLPlace) -> YAMLProblem {
        func at(_ mark: Mark, _ message: String) -> YAMLProblem {
            YAMLPlace(file: start.file, line: max(1, mark.line), column: max(1, mark.column)).problem(message)
        }
        switch error {
        case .scanner(_, "did not find expected alphabetic or numeric character", let mark, _),
            .composer(_, "found undefined alias", let mark, _):
            return at(mark, "a text that begins with * has to stand in quotes (\"*.iso\")")
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
            return at(mark, "is no YAML here: \(problem)")
        case .composer(_, let problem, let mark, _): return at(mark, "is no YAML here: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            return at(context.mark, "\(duplicates.joined(separator: ", ")) stands there twice")
        case .reader(let problem, _, _, _): return start.problem("is no YAML: \(problem)")
        default: return start.problem("is no YAML")
        }
    }

    /// Where an anchor may begin: "&" and something behind it, where a word begins. Quotes are not followed, so that none can
    /// hide one.
    private static func firstAnchor(in text: String) -> (line: Int, column: Int)? {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() where line.first(where: { $0 != " " }) != "#" {
            var before: Character = " "
            var candidate: Int?
            for (column, character) in line.enumerated() {
                if let candidate, !character.isWhitespace { return (number + 1, candidate) }
                candidate = character == "&" && " \t[{,:-?".contains(before) ? column + 1 : nil
                before = character
            }
        }
        return nil
    }
}
