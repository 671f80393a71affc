/// The words of an XPath expression: which names it uses, and which values it takes for granted.
///
/// XPath itself finds nothing wrong with a name that no report has: it selects nothing, `@size <= 5` is false and `not(@size > 5)`
/// true. So names are held against those of a report, and a value that is compared has to be there.
struct XPathWords {
    struct Word: Hashable {
        let text: String
        /// Before which character of the expression it begins.
        let start: Int
    }

    private(set) var elements: [Word] = []
    private(set) var attributes: [Word] = []
    private(set) var variables: [Word] = []
    /// Paths to attributes outside of predicates that nothing asks for the existence of: they must be there.
    private(set) var granted: [String] = []

    private let words: [Word]
    private let text: [Character]

    init(_ expression: String) {
        text = Array(expression)
        words = Self.split(text)
        sort()
        findGranted()
    }

    // MARK: Splitting

    private static func split(_ text: [Character]) -> [Word] {
        var words: [Word] = []
        var at = 0
        while at < text.count {
            let start = at
            let character = text[at]
            if character.isWhitespace {
                at += 1
                continue
            }
            if character == "'" || character == "\"" {
                at += 1
                while at < text.count, text[at] != character { at += 1 }
                at = min(at + 1, text.count)
            } else if isNameStart(character) {
                while at < text.count, isNameStart(text[at]) || "-.0123456789".contains(text[at]) { at += 1 }
            } else if character.isNumber || character == "." && at + 1 < text.count && text[at + 1].isNumber {
                while at < text.count, text[at].isNumber || text[at] == "." { at += 1 }
            } else {
                at +=
                    at + 1 < text.count
                        && ["//", "::", "..", "!=", "<=", ">="].contains(String(text[at...at + 1])) ? 2 : 1
            }
            words.append(Word(text: String(text[start..<at]), start: start))
        }
        return words
    }

    private static func isNameStart(_ character: Character) -> Bool { character.isLetter || character == "_" }

    // MARK: Sorting

    private func isName(_ index: Int) -> Bool {
        words.indices.contains(index) && words[index].text.first.map(Self.isNameStart) == true
    }

    private func word(_ index: Int) -> String { words.indices.contains(index) ? words[index].text : "" }

    /// Behind these a name begins an operand; elsewhere it is an operator such as `and`.
    private static let openers: Set<String> = [
        "", "/", "//", "::", "@", "(", "[", ",", "|", "+", "-", "*", "=", "!=", "<", "<=", ">", ">=", "and",
        "or",
        "div", "mod", "$",
    ]

    private mutating func sort() {
        for index in words.indices where isName(index) {
            let before = word(index - 1)
            guard Self.openers.contains(before) else { continue }
            if before == "$" {
                variables.append(words[index])
            } else if before == "@" || before == "::" && word(index - 2) == "attribute" {
                attributes.append(words[index])
            } else if word(index + 1) != "(", word(index + 1) != "::" {
                elements.append(words[index])
            }
        }
    }

    // MARK: What must be there

    /// Functions that ask whether something is there, or how many.
    private static let askers: Set<String> = ["count", "boolean", "not", "sum"]

    private mutating func findGranted() {
        var paths: [String] = []
        var asked: Set<String> = []
        var functions: [String] = []
        var depth = 0
        for index in words.indices {
            switch words[index].text {
            case "(": functions.append(isName(index - 1) ? word(index - 1) : "")
            case ")": _ = functions.popLast()
            case "[": depth += 1
            case "]": depth -= 1
            case "@" where depth == 0 && isName(index + 1):
                let path = path(to: index)
                if functions.contains(where: Self.askers.contains) {
                    asked.insert(path)
                } else {
                    paths.append(path)
                }
            default: break
            }
        }
        granted = paths.filter { !asked.contains($0) }
    }

    /// The path that ends in the attribute whose @ has an index.
    private func path(to index: Int) -> String {
        var first = index
        while word(first - 1) == "/" || word(first - 1) == "//" {
            first -= 1
            while word(first - 1) == "]" {
                var open = 0
                repeat {
                    first -= 1
                    if word(first) == "]" { open += 1 }
                    if word(first) == "[" { open -= 1 }
                } while open > 0 && first > 0
            }
            guard isName(first - 1) || [".", "..", "*"].contains(word(first - 1)) else { break }
            first -= word(first - 2) == "::" ? 3 : 1
        }
        let last = words[index + 1]
        return String(text[words[max(0, first)].start..<last.start + last.text.count])
    }
}
