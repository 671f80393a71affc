import DiscModel
import Rules

/// The damage in words, behind the findings: which files it hurts, how sure that is, and what still verifies.
enum DamageLines {
    /// Files that are listed; machine formats list more.
    private static let shown = 8

    static func lines(_ damage: DamageAccount?) -> [String] {
        guard let damage else { return [] }
        let indent = String(repeating: " ", count: FindingLines.severityWidth + 2)
        var lines = ["damage".padded(to: FindingLines.severityWidth) + "  " + summary(damage)]
        for file in damage.files.prefix(shown) {
            let word = file.certainty == .certain ? "damaged" : "perhaps"
            let clauses = file.evidence.joined(separator: "; ").told
            lines.append("\(indent)\(word)  \(file.path.told): \(clauses)")
        }
        if damage.files.count > shown {
            lines.append("\(indent)and \(counted(damage.files.count - shown, "more file")) (-o json)")
        }
        return lines + damage.elsewhere.prefix(shown).map { "\(indent)\($0.told)" }
    }

    /// "2 files are damaged, 1 perhaps; 40 verify by sums of their own; of 3 nothing is known".
    static func summary(_ damage: DamageAccount) -> String {
        let (certain, possible) = (damage.count(.certain), damage.count(.possible))
        var parts: [String] = []
        if certain > 0 {
            let more = possible > 0 ? ", \(grouped(possible)) perhaps" : ""
            parts.append("\(counted(certain, "file")) \(certain == 1 ? "is" : "are") damaged\(more)")
        } else {
            parts.append(
                possible > 0
                    ? "\(counted(possible, "file")) may be damaged"
                    : "no file is known to be damaged")
        }
        if damage.verified > 0 {
            parts.append(
                damage.verified == 1
                    ? "1 verifies by a sum of its own"
                    : "\(grouped(damage.verified)) verify by sums of their own")
        }
        if damage.unknown > 0 { parts.append("of \(counted(damage.unknown, "other")) nothing is known") }
        return parts.joined(separator: "; ")
    }
}
