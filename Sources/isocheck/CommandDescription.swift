import ArgumentParser
import FoundationEssentials

/// What the parser tells of a command and its arguments, which it does as JSON.
struct CommandDescription: Decodable {
    let commandName: String
    let abstract: String?
    let discussion: String?
    let shouldDisplay: Bool
    let subcommands: [CommandDescription]?
    let arguments: [Argument]?

    struct Argument: Decodable {
        let kind: String
        let shouldDisplay: Bool
        let isOptional: Bool
        let isRepeating: Bool
        let names: [Name]?
        let valueName: String?
        let defaultValue: String?
        let abstract: String?
    }

    struct Name: Decodable {
        let kind: String
        let name: String

        var text: String { (kind == "long" ? "--" : "-") + name }
    }

    /// The whole program; nil when the parser tells it in another way than this was written for.
    static var program: CommandDescription? {
        struct Dump: Decodable { let command: CommandDescription }
        return try? JSONDecoder().decode(Dump.self, from: Data(Isocheck._dumpHelp().utf8)).command
    }
}

extension CommandDescription.Argument {
    var isPositional: Bool { kind == "positional" }

    /// As it stands in a synopsis, such as "[-o <format[=path]> ...]".
    var usage: String {
        let value = "<\(valueName ?? "value")>"
        let word: String
        if isPositional {
            word = value
        } else {
            let name = names?.min { $0.text.count < $1.text.count }?.text ?? ""
            word = kind == "flag" ? name : "\(name) \(value)"
        }
        let repeated = isRepeating ? "\(word) ..." : word
        return isOptional ? "[\(repeated)]" : repeated
    }

    /// All its names with its value, such as "`-o`, `--output` <format[=path]>".
    var term: String {
        let value = "<\(valueName ?? "value")>"
        guard !isPositional else { return value }
        let words = (names ?? []).sorted { $0.text.count < $1.text.count }.map { "`\($0.text)`" }
        return words.joined(separator: ", ") + (kind == "flag" ? "" : " \(value)")
    }
}
