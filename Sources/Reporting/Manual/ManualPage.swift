/// A page of the manual, before it is written as roff.
public struct ManualPage: Sendable {
    public let name: String
    /// 1 for commands, 5 for files, 7 for all else.
    public let section: Int
    /// What the page is about, for its first line and for apropos(1).
    public let title: String
    public let blocks: [Block]

    /// A piece of the page. In all text, what stands between backquotes is code, and a word
    /// between angle brackets stands for a value.
    public enum Block: Sendable, Equatable {
        case heading(String)
        case subheading(String)
        case paragraph(String)
        case definition(String, String)
        case example([String])
    }

    public init(name: String, section: Int, title: String, blocks: [Block]) {
        self.name = name
        self.section = section
        self.title = title
        self.blocks = blocks
    }

    /// A page written as text: `# Heading`, `## Subheading`, paragraphs between empty lines, examples indented by four spaces, and
    /// definitions, which are a line with the term and below it lines of which the first begins with a colon.
    public init(name: String, section: Int, title: String, text: String) {
        self.init(name: name, section: section, title: title, blocks: Self.blocks(of: text))
    }

    /// The pieces of a text; see `init(name:section:title:text:)`.
    public static func blocks(of text: String) -> [Block] {
        var blocks: [Block] = []
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) + [""] {
            if line.allSatisfy(\.isWhitespace) {
                if let block = block(lines) { blocks.append(block) }
                lines = []
            } else {
                lines.append(line)
            }
        }
        return joiningExamples(blocks)
    }

    private static func block(_ lines: [String]) -> Block? {
        guard let first = lines.first else { return nil }
        if first.hasPrefix("    ") { return .example(lines.map { String($0.dropFirst(4)) }) }
        if first.hasPrefix("## ") { return .subheading(String(first.dropFirst(3))) }
        if first.hasPrefix("# ") { return .heading(String(first.dropFirst(2))) }
        if lines.count > 1, lines[1].hasPrefix(":") {
            let text = [String(lines[1].dropFirst())] + lines.dropFirst(2)
            return .definition(first, joined(text))
        }
        return .paragraph(joined(lines))
    }

    private static func joined(_ lines: [String]) -> String {
        lines.flatMap { $0.split(whereSeparator: \.isWhitespace) }.joined(separator: " ")
    }

    /// An empty line within an example does not end it.
    private static func joiningExamples(_ blocks: [Block]) -> [Block] {
        blocks.reduce(into: []) { result, block in
            if case .example(let lines) = block, case .example(let before)? = result.last {
                result[result.count - 1] = .example(before + [""] + lines)
            } else {
                result.append(block)
            }
        }
    }
}
