import DiscModel

/// What the terminal can show that a text report is written to. A file or a pipe shows none of it, so that the same image gives the
/// same bytes.
public struct TextStyle: Sendable {
    /// Columns at which lines are wrapped; nil leaves them as long as they are, for programs that read lines.
    public var width: Int?
    public var isColoured: Bool
    /// The address of the page of rules (`isocheck rules -o html`), where ids of rules lead to; links come only with colours.
    public var rulePage: String?

    public init(width: Int? = nil, isColoured: Bool = false, rulePage: String? = nil) {
        self.width = width
        self.isColoured = isColoured
        self.rulePage = rulePage
    }

    /// What a word is about, and so its colour; the word says it, too.
    enum Colour: Int {
        case bad = 31
        case good = 32
        case doubt = 33
        case quiet = 36

        init(_ verdict: Verdict) {
            switch verdict {
            case .pass: self = .good
            case .fail: self = .bad
            case .open: self = .doubt
            }
        }
    }

    func coloured(_ word: String, _ colour: Colour) -> String {
        isColoured && !word.isEmpty ? "\u{1B}[1;\(colour.rawValue)m\(word)\u{1B}[0m" : word
    }

    /// The id of a rule as a link to its page.
    func linked(_ id: String) -> String {
        guard isColoured, let rulePage else { return id }
        return "\u{1B}]8;;\(rulePage)#\(id)\u{1B}\\\(id)\u{1B}]8;;\u{1B}\\"
    }

    // MARK: Lines

    /// A line in the width of the terminal. What does not fit goes on below the last column that begins in its left half; a word that is
    /// longer than a line, such as a digest, stays whole so that it can be copied.
    func wrapped(_ line: String) -> [String] {
        guard let width, line.cells > width else { return [line] }
        let hang = Self.hang(of: line, in: width)
        var lines: [String] = []
        var current = ""
        var cells = 0
        for (gap, word) in Self.words(of: line) {
            if cells > (lines.isEmpty ? 0 : hang), cells + gap + word.cells > width {
                lines.append(current)
                current = String(repeating: " ", count: hang) + word
                cells = hang + word.cells
            } else {
                current += String(repeating: " ", count: gap) + word
                cells += gap + word.cells
            }
        }
        return lines + [current]
    }

    /// Words, each with the number of spaces in front of it.
    private static func words(of line: String) -> [(gap: Int, word: String)] {
        var words: [(gap: Int, word: String)] = []
        var gap = 0
        for part in line.split(separator: " ", omittingEmptySubsequences: false) {
            if part.isEmpty {
                gap += 1
            } else {
                words.append((words.isEmpty ? gap : gap + 1, String(part)))
                gap = 0
            }
        }
        return words
    }

    /// Columns are two spaces or more apart.
    private static func hang(of line: String, in width: Int) -> Int {
        var hang = 2
        var cells = 0
        for (gap, word) in words(of: line) {
            cells += gap
            if gap > 1, cells <= width / 2 { hang = cells }
            cells += word.cells
        }
        return min(hang, max(0, width / 2))
    }
}

extension String {
    /// The columns it takes on a terminal: two for the signs of East Asia and for emoji, none for what combines with the sign before it
    /// and for sequences that steer the terminal.
    var cells: Int {
        if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return utf8.count }
        var cells = 0
        var scalars = unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            if scalar == "\u{1B}" { scalars = Self.behind(scalars) } else { cells += scalar.cells }
        }
        return cells
    }

    /// What follows a sequence that steers: `[` to a letter, `]` to its terminator.
    private static func behind(_ scalars: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
        let isLink = scalars.first == "]"
        let end = scalars.dropFirst().firstIndex { isLink ? $0 == "\\" : $0.properties.isAlphabetic }
        return end.map { scalars[scalars.index(after: $0)...] } ?? scalars[scalars.endIndex...]
    }
}

extension Unicode.Scalar {
    /// Unicode Standard Annex 11: what is wide or full-width.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
        0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD,
    ]

    fileprivate var cells: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: 0
        default: Self.wide.contains { $0.contains(value) } ? 2 : 1
        }
    }
}
