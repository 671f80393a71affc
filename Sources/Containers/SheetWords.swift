import Bytes

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

extension SheetWord {
    /// The word of a language that this one is most likely meant to be.
    func nearest(among known: some Sequence<String>) -> String? { Slips.nearest(to: text, among: known) }
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

    /// Says of a word that it is none of the language, and which it may be meant to be.
    ///
    /// - Parameter what: what it is not, as it follows the word.
    /// - Returns: the word that is nearest.
    @discardableResult mutating func addUnknown(
        _ word: SheetWord, _ what: String, among known: some Sequence<String>,
        as kind: StatementFault.Kind = .unreadable
    ) -> String? {
        let meant = word.nearest(among: known)
        add(kind, "\(word.shown) \(what)\(meant.map { "; did you mean \($0)?" } ?? "")", at: word)
        return meant
    }

    mutating func add(_ kind: StatementFault.Kind, _ text: String, line: Int, column: Int? = nil) {
        guard all.count < Self.limit else { return }
        let column = column.map { ", column \($0)" } ?? ""
        let track = track.map { " (track \($0))" } ?? ""
        all.append(StatementFault(kind, text + track, at: "line \(line)\(column)"))
    }
}
