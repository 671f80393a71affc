/// A row of comma-separated values (RFC 4180).
enum CSVRow {
    static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    /// Words that hold something from the image: a spreadsheet takes what begins so for a formula and carries it out.
    static func text(_ words: String) -> String {
        guard let first = words.first, "=+-@".contains(first) else { return words }
        return "'" + words
    }

    private static func cell(_ text: String) -> String {
        guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
