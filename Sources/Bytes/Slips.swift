/// Slips of the keys: which word somebody meant who wrote one that is none.
public enum Slips {
    /// The word of a language that a word is most likely meant to be, where it is a slip of the keys away from one: a letter
    /// left out, doubled, mistaken or changed places with its neighbour, two of them in long words. Case does not matter.
    public static func nearest(to word: String, among known: some Sequence<String>) -> String? {
        let mine = Array(word.uppercased().unicodeScalars.prefix(40))
        var best: (word: String, distance: Int)?
        for word in known {
            let other = Array(word.uppercased().unicodeScalars)
            let allowed = min(mine.count, other.count) < 5 ? 1 : min(mine.count, other.count) < 9 ? 2 : 3
            guard abs(mine.count - other.count) <= allowed else { continue }
            let distance = distance(mine, other)
            if distance <= allowed, distance < best?.distance ?? .max { best = (word, distance) }
        }
        return best?.word
    }

    /// How many slips lead from one word to the other (Damerau and Levenshtein).
    private static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
        var rows = [Array(0...other.count)]
        for (row, letter) in one.enumerated() {
            var line = [row + 1]
            for (column, next) in other.enumerated() {
                var least = min(
                    rows[row][column + 1] + 1, line[column] + 1, rows[row][column] + (letter == next ? 0 : 1))
                if row > 0, column > 0, letter == other[column - 1], one[row - 1] == next {
                    least = min(least, rows[row - 1][column - 1] + 1)
                }
                line.append(least)
            }
            rows.append(line)
        }
        return rows[one.count][other.count]
    }
}
