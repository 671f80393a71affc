import Bytes

/// Words of a cdrdao TOC file: bare words, strings in double quotes, and braces; comments begin with //.
struct TOCTokens {
    enum Token: Hashable {
        case word(String)
        case string(String)
        case open, close
    }

    private(set) var tokens: [(token: Token, line: Int)] = []
    private var at = 0

    /// Tokens of one file that are kept; 99 tracks with all CD-Text have fewer.
    private static let limit = 100_000

    init(_ sheet: SheetText) {
        for (number, line) in sheet.lines {
            var rest = line
            while let first = rest.first, tokens.count < Self.limit {
                if first == " " || first == "\t" || first == "," {
                    rest = rest.dropFirst()
                } else if rest.hasPrefix("//") {
                    break
                } else if first == "{" || first == "}" {
                    tokens.append((first == "{" ? .open : .close, number))
                    rest = rest.dropFirst()
                } else if first == "\"" {
                    tokens.append((.string(TOCTokens.string(&rest)), number))
                } else {
                    let word = rest.prefix { !" \t{}\",".contains($0) }
                    tokens.append((.word(String(word)), number))
                    rest = rest[word.endIndex...]
                }
            }
        }
    }

    /// A quoted string; backslash escapes quotes, itself, and bytes by three octal digits.
    private static func string(_ rest: inout Substring) -> String {
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
        rest = rest.dropFirst()
        return Record.text(bytes)
    }

    var line: Int { at < tokens.count ? tokens[at].line : tokens.last?.line ?? 0 }
    var peek: Token? { at < tokens.count ? tokens[at].token : nil }

    mutating func next() -> Token? {
        defer { at += 1 }
        return peek
    }

    mutating func word() -> String? {
        guard case .word(let word)? = peek else { return nil }
        at += 1
        return word
    }

    mutating func string() -> String? {
        guard case .string(let string)? = peek else { return nil }
        at += 1
        return string
    }

    /// A word that begins with a digit or #, such as a time or a length; nil, and nothing taken, for any other.
    mutating func number() -> String? {
        guard case .word(let word)? = peek, let first = word.first, first.isNumber || first == "#" else {
            return nil
        }
        at += 1
        return word
    }
}
