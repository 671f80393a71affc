/// A word of a descriptor in text, and where it begins.
struct SheetWord {
    let text: String
    /// Counted from 1, as editors count.
    let line: Int
    let column: Int
    /// Whether it stood in double quotes, and whether the closing one was there.
    var isQuoted = false
    var isClosed = true

    /// Where it begins, such as "line 12, column 5".
    var place: String { "line \(line), column \(column)" }
    /// As messages show it: cut, since a sheet may hold anything.
    var shown: String { text.count > 60 ? "\(text.prefix(60))…" : text }
}

/// Collects what of a sheet is not understood, so that nothing is dropped without a word.
struct SheetFaults {
    /// Faults kept of one sheet.
    private static let limit = 100

    private(set) var all: [StatementFault] = []
    /// The track whose statements are being read.
    var track: Int?

    /// - Parameter text: what is wrong, as a clause that begins with the offending word.
    mutating func add(_ kind: StatementFault.Kind, _ text: String, at word: SheetWord) {
        add(kind, text, line: word.line, column: word.column)
    }

    mutating func add(_ kind: StatementFault.Kind, _ text: String, line: Int, column: Int? = nil) {
        guard all.count < Self.limit else { return }
        let column = column.map { ", column \($0)" } ?? ""
        let track = track.map { " (track \($0))" } ?? ""
        all.append(StatementFault(kind, text + track, at: "line \(line)\(column)"))
    }
}
