/// A configuration of GRUB as a tree of statements (GRUB manual, 6 "Writing full configuration files"), as far as a reader needs
/// it who wants to know what can be started.
struct GRUBScript {
    /// A word with the variables in it; quotes are gone.
    struct Word {
        enum Piece {
            case text(String)
            case variable(String)
        }

        var pieces: [Piece] = []
        /// The word without its variables.
        var literal: String {
            pieces.map { if case .text(let text) = $0 { text } else { "" } }.joined()
        }
    }

    indirect enum Statement {
        case command([Word], line: Int)
        /// A menu entry, a submenu or a function, by its first word.
        case block([Word], [Statement], line: Int)
        /// Conditions with what follows them, and what is left.
        case branches([(condition: [Statement], body: [Statement])], otherwise: [Statement])
        case loop(variable: String, values: [Word], body: [Statement])
    }

    let statements: [Statement]
    /// The line in which a last statement begins that is never closed; GRUB leaves such a statement out.
    let unclosed: Int?
    /// The line of a quotation mark that is never closed.
    let openQuote: Int?

    init(_ text: String) {
        var parser = GRUBParser(text)
        openQuote = parser.openQuote
        statements = parser.statements(until: [])
        unclosed = parser.unclosed
    }
}

/// Splits a configuration into words and puts the statements together. What it does not understand it leaves out.
struct GRUBParser {
    private enum Token {
        case word(GRUBScript.Word, line: Int)
        /// A newline or a semicolon.
        case end
        case open, close
    }

    private var tokens: [Token] = []
    private var at = 0
    private var depth = 0
    /// The line of the outermost statement that the end of the text leaves open.
    private(set) var unclosed: Int?
    /// The line of a quotation mark that is never closed.
    let openQuote: Int?

    private static let tokenLimit = 100_000
    private static let depthLimit = 64

    init(_ text: String) { (tokens, openQuote) = Self.tokens(of: text) }

    // MARK: Statements

    mutating func statements(until ends: Set<String>) -> [GRUBScript.Statement] {
        var all: [GRUBScript.Statement] = []
        depth += 1
        defer { depth -= 1 }
        while at < tokens.count, depth < Self.depthLimit {
            switch tokens[at] {
            case .end, .open: at += 1
            case .close: return all
            case .word(let word, _):
                if ends.contains(word.literal) { return all }
                all.append(statement())
            }
        }
        return all
    }

    /// Goes behind the word or bracket that ends a statement; there may be none.
    private mutating func close(_ line: Int) {
        // Of what is too long, not all is seen.
        if at >= tokens.count, tokens.count < Self.tokenLimit { unclosed = line }
        at += 1
    }

    private mutating func statement() -> GRUBScript.Statement {
        guard case .word(let first, let line) = tokens[at] else { return .command([], line: 0) }
        switch first.literal {
        case "if": return branches(line)
        case "for": return loop(line)
        case "while", "until":
            at += 1
            _ = statements(until: ["do"])
            at += 1
            let body = statements(until: ["done"])
            close(line)
            return .branches([(condition: [], body: body)], otherwise: [])
        default: break
        }
        var words: [GRUBScript.Word] = []
        while at < tokens.count {
            switch tokens[at] {
            case .word(let word, _):
                words.append(word)
                at += 1
            case .open:
                at += 1
                let body = statements(until: [])
                close(line)
                return .block(words, body, line: line)
            case .end, .close: return .command(words, line: line)
            }
        }
        return .command(words, line: line)
    }

    private mutating func branches(_ line: Int) -> GRUBScript.Statement {
        var all: [(condition: [GRUBScript.Statement], body: [GRUBScript.Statement])] = []
        var otherwise: [GRUBScript.Statement] = []
        repeat {
            at += 1
            let condition = statements(until: ["then"])
            at += 1
            all.append((condition, statements(until: ["elif", "else", "fi"])))
        } while isWord("elif")
        if isWord("else") {
            at += 1
            otherwise = statements(until: ["fi"])
        }
        close(line)
        return .branches(all, otherwise: otherwise)
    }

    private mutating func loop(_ line: Int) -> GRUBScript.Statement {
        at += 1
        var words: [GRUBScript.Word] = []
        while at < tokens.count, case .word(let word, _) = tokens[at], word.literal != "do" {
            words.append(word)
            at += 1
        }
        _ = statements(until: ["do"])
        at += 1
        let body = statements(until: ["done"])
        close(line)
        let values = words.dropFirst(2)
        return .loop(variable: words.first?.literal ?? "", values: Array(values), body: body)
    }

    private func isWord(_ text: String) -> Bool {
        guard at < tokens.count, case .word(let word, _) = tokens[at] else { return false }
        return word.literal == text
    }

    // MARK: Words

    private static func tokens(of text: String) -> ([Token], openQuote: Int?) {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        while tokens.count < tokenLimit, let token = lexer.next() { tokens.append(token) }
        return (tokens, lexer.isOpen ? lexer.longQuote : nil)
    }

    private struct Lexer {
        private let scalars: [Unicode.Scalar]
        private var at = 0
        private var line = 1
        /// Whether the text ended between quotation marks.
        private(set) var isOpen = false
        /// The line in which the first mark stands whose other one is in another line: where one is missing, each takes its neighbour's,
        /// and what is open in the end is the last.
        private(set) var longQuote: Int?

        init(_ text: String) { scalars = Array(text.unicodeScalars) }

        private var current: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

        mutating func next() -> Token? {
            while let scalar = current {
                switch scalar {
                case " ", "\t", "\r": at += 1
                case "\\" where at + 1 < scalars.count && scalars[at + 1] == "\n":
                    at += 2
                    line += 1
                case "#": while let next = current, next != "\n" { at += 1 }
                case "\n":
                    at += 1
                    line += 1
                    return .end
                case ";", "&", "|":
                    at += 1
                    return .end
                case "{":
                    at += 1
                    return .open
                case "}":
                    at += 1
                    return .close
                default:
                    let line = line
                    return .word(word(), line: line)
                }
            }
            return nil
        }

        private mutating func word() -> GRUBScript.Word {
            var word = GRUBScript.Word()
            var text = String.UnicodeScalarView()
            func flush() {
                guard !text.isEmpty else { return }
                word.pieces.append(.text(String(text)))
                text = .init()
            }
            var quote: Unicode.Scalar?
            var quoteLine = line
            scan: while let scalar = current {
                switch scalar {
                case "'" where quote != "\"", "\"" where quote != "'":
                    quote = quote == nil ? scalar : nil
                    if quote != nil {
                        quoteLine = line
                    } else if line > quoteLine {
                        longQuote = longQuote ?? quoteLine
                    }
                    if quote == nil, text.isEmpty, word.pieces.isEmpty { word.pieces.append(.text("")) }
                    at += 1
                case "\\" where quote != "'" && at + 1 < scalars.count:
                    text.append(scalars[at + 1])
                    at += 2
                case "$" where quote != "'":
                    flush()
                    word.pieces.append(.variable(variable()))
                case " ", "\t", "\n", "\r", ";", "{", "}", "&", "|":
                    guard quote != nil else { break scan }
                    if scalar == "\n" { line += 1 }
                    text.append(scalar)
                    at += 1
                default:
                    text.append(scalar)
                    at += 1
                }
            }
            if quote != nil {
                isOpen = true
                longQuote = longQuote ?? quoteLine
            }
            flush()
            return word
        }

        private mutating func variable() -> String {
            at += 1
            let isBraced = current == "{"
            if isBraced { at += 1 }
            var name = String.UnicodeScalarView()
            // A parameter of a function has a sign or a number for its name, and letters behind it are text.
            if !isBraced, let sign = current, ["?", "@", "*", "#"].contains(sign) {
                at += 1
                return String(sign)
            }
            let isNumber = current.map { ("0"..."9").contains($0) } ?? false
            while let scalar = current,
                isBraced
                    ? scalar != "}" && scalar != "\n"
                    : ("0"..."9").contains(scalar)
                        || !isNumber && (scalar.properties.isAlphabetic || scalar == "_")
            {
                name.append(scalar)
                at += 1
            }
            if isBraced, current == "}" { at += 1 }
            return String(name)
        }
    }
}
