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
            let end = isQuoted ? inside.firstIndex(of: "\"") : inside.firstIndex(where: Self.isBlank)
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

    /// The types of FILE.
    static let fileTypes: Set<String> = ["BINARY", "MOTOROLA", "WAVE", "AIFF", "MP3", "FLAC", "OGG"]

    /// The name and the type of FILE. A bare name may hold blanks; then the type is the last word, if it is one.
    var fileAndType: (name: String, type: SheetWord?)? {
        guard let first = arguments.first, !first.text.isEmpty else { return nil }
        if first.isQuoted { return (first.text, argument(1)) }
        let rest = text.drop { !Self.isBlank($0) }.drop(while: Self.isBlank)
        guard arguments.count > 1, let last = arguments.last,
            arguments.count == 2 || Self.fileTypes.contains(last.text.uppercased())
        else { return (String(rest), nil) }
        let name = rest.dropLast(last.text.count)
        let end = name.lastIndex { !Self.isBlank($0) } ?? name.startIndex
        return (String(name[...end]), last)
    }
}
