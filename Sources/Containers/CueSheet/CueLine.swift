/// One line of a cue sheet: a command and its arguments, bare or in double quotes.
struct CueLine {
    let command: SheetWord
    /// In capitals, since case does not matter.
    let name: String
    let arguments: [SheetWord]
    private let text: Substring

    private static let wordLimit = 100

    /// - Parameter text: without blanks at its ends, and not empty.
    init(_ text: Substring, number: Int, column: Int = 1) {
        var words: [SheetWord] = []
        var rest = text
        var at = column
        while let first = rest.first, words.count < Self.wordLimit {
            let isQuoted = first == "\""
            let inside = isQuoted ? rest.dropFirst() : rest
            // A command ends where a quotation mark begins its text, be the blank between them forgotten.
            let isCommand = words.isEmpty
            let end =
                isQuoted
                ? inside.firstIndex(of: "\"")
                : inside.firstIndex { Self.isBlank($0) || isCommand && $0 == "\"" }
            let word = inside[..<(end ?? inside.endIndex)]
            words.append(
                SheetWord(
                    text: String(word), line: number, column: at, isQuoted: isQuoted,
                    isClosed: !isQuoted || end != nil))
            let following =
                isQuoted && end != nil ? inside[word.endIndex...].dropFirst() : inside[word.endIndex...]
            at += rest.distance(from: rest.startIndex, to: following.startIndex)
            rest = following.drop(while: Self.isBlank)
            at += following.distance(from: following.startIndex, to: rest.startIndex)
        }
        command = words.first ?? SheetWord(text: "", line: number, column: column)
        name = command.text.uppercased()
        arguments = Array(words.dropFirst())
        self.text = text
    }

    static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

    func argument(_ index: Int) -> SheetWord? {
        arguments.indices.contains(index) ? arguments[index] : nil
    }

    /// The name and the type of FILE. A bare name may hold blanks; then the type is the last word, if it is one, as it is
    /// behind a name whose quotation marks are not both there.
    var fileAndType: (name: String, type: SheetWord?)? {
        guard let first = arguments.first, !first.text.isEmpty else { return nil }
        if first.isQuoted, first.isClosed { return (first.text, argument(1)) }
        if first.isQuoted { return Self.split(first) }
        let rest = text.drop { !Self.isBlank($0) }.drop(while: Self.isBlank)
        guard arguments.count > 1, let last = arguments.last,
            arguments.count == 2 || Self.isType(last)
        else { return (Self.unquoted(rest), nil) }
        return (Self.unquoted(rest.dropLast(last.text.count)), last)
    }

    private static func isType(_ word: SheetWord) -> Bool {
        CueLanguage.fileTypes.contains(word.text.uppercased())
            || word.nearest(among: CueLanguage.fileTypes) != nil
    }

    /// Takes the type off a name that has no closing quotation mark.
    private static func split(_ open: SheetWord) -> (name: String, type: SheetWord?) {
        guard let blank = open.text.lastIndex(where: isBlank) else { return (open.text, nil) }
        let type = open.text[open.text.index(after: blank)...]
        let column = open.column + 1 + open.text.distance(from: open.text.startIndex, to: type.startIndex)
        let word = SheetWord(text: String(type), line: open.line, column: column)
        guard isType(word) else { return (open.text, nil) }
        return (unquoted(open.text[..<blank]), word)
    }

    /// Without blanks behind it, and without a closing quotation mark that was never opened.
    private static func unquoted(_ name: Substring) -> String {
        let end = name.lastIndex { !isBlank($0) }.map { name[...$0] } ?? ""
        return String(end.last == "\"" ? end.dropLast() : end)
    }
}
