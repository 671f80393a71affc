import Bytes

/// Words of a cdrdao TOC file: bare words, strings in double quotes, and braces; comments begin with //.
struct TOCTokens {
    enum Kind: Hashable {
        case word, string, open, close
    }

    struct Token {
        let kind: Kind
        /// The word with its place; for a string its meaning, without quotes and escapes.
        let word: SheetWord
    }

    private var tokens: [Token] = []
    private var at = 0

    /// Tokens of one file that are kept; 99 tracks with all CD-Text have fewer.
    private static let limit = 100_000

    init(_ sheet: SheetText) {
        for (number, column, line) in sheet.lines {
            var rest = line
            while let first = rest.first, tokens.count < Self.limit, !rest.hasPrefix("//") {
                let place = column + line.distance(from: line.startIndex, to: rest.startIndex)
                func add(_ kind: Kind, _ text: String, isClosed: Bool = true) {
                    let word = SheetWord(
                        text: text, line: number, column: place, isQuoted: kind == .string, isClosed: isClosed
                    )
                    tokens.append(Token(kind: kind, word: word))
                }
                if first == " " || first == "\t" || first == "," {
                    rest = rest.dropFirst()
                } else if first == "{" || first == "}" {
                    add(first == "{" ? .open : .close, String(first))
                    rest = rest.dropFirst()
                } else if first == "\"" {
                    let (text, isClosed) = Self.string(&rest)
                    add(.string, text, isClosed: isClosed)
                } else {
                    let word = rest.prefix { !" \t{}\",".contains($0) }
                    add(.word, String(word))
                    rest = rest[word.endIndex...]
                }
            }
        }
    }

    /// A quoted string; backslash escapes quotes, itself, and bytes by three octal digits.
    private static func string(_ rest: inout Substring) -> (text: String, isClosed: Bool) {
        rest = rest.dropFirst()
        var bytes: [UInt8] = []
        while let character = rest.first, character != "\"" {
            rest = rest.dropFirst()
            guard character == "\\" else {
                bytes += Array(String(character).utf8)
                continue
            }
            let digits = rest.prefix(3)
            if digits.count == 3, let byte = UInt8(digits, radix: 8) {
                bytes.append(byte)
                rest = rest.dropFirst(3)
            } else if let escaped = rest.first {
                bytes += Array(String(escaped).utf8)
                rest = rest.dropFirst()
            }
        }
        let isClosed = !rest.isEmpty
        rest = rest.dropFirst()
        return (Record.text(bytes), isClosed)
    }

    var peek: Token? { at < tokens.count ? tokens[at] : nil }

    mutating func next() -> Token? {
        defer { at += 1 }
        return peek
    }

    /// The next token if it is of that kind; otherwise nothing is taken.
    mutating func next(_ kind: Kind) -> SheetWord? {
        guard let token = peek, token.kind == kind else { return nil }
        at += 1
        return token.word
    }

    /// A word that begins with a digit or #, such as a time or a length; nil, and nothing taken, for any other.
    mutating func number() -> SheetWord? {
        guard let token = peek, token.kind == .word, let first = token.word.text.first,
            first.isNumber || first == "#"
        else { return nil }
        at += 1
        return token.word
    }
}
