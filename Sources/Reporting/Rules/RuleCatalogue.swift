public import Rules

/// The rules as text: the table of `isocheck rules`, the page of `isocheck explain`.
public enum RuleCatalogue {
    /// One line for each rule, area by area.
    public static func table(_ cards: [RuleCard]) -> String {
        let width = cards.map(\.id.count).max() ?? 0
        var lines: [String] = []
        var area = ""
        for card in cards {
            if card.area != area, !lines.isEmpty { lines.append("") }
            area = card.area
            lines.append(
                "\(card.id.padded(to: width))  \(card.severity.rawValue.padded(to: 7))  \(card.title)\(audience(card))"
            )
        }
        return lines.joined(separator: "\n") + "\n\n\(cards.count) rules\n"
    }

    private static func audience(_ card: RuleCard) -> String {
        card.profiles == Profile.everyone ? "" : " [\(names(card.profiles))]"
    }

    static func names(_ profiles: Set<Profile>) -> String {
        Profile.allCases.filter(profiles.contains).map(\.rawValue).joined(separator: ", ")
    }

    /// The manual page of one rule.
    public static func page(_ card: RuleCard, _ examples: [Example]) -> String {
        var lines = [card.id, String(repeating: "=", count: card.id.count), "", card.title + ".", ""]
        lines += wrapped(card.rationale) + [""]
        lines += ["What to do"] + wrapped(card.remedy, indent: 4) + [""]
        var facts = [
            "severity    \(card.severity.rawValue)", "certainty   \(card.confidence.rawValue)",
            "profiles    \(card.profiles == Profile.everyone ? "all" : names(card.profiles))",
            "enforces    \(card.clause.text)",
        ]
        if card.needs == .content { facts.append("reads       the content; left open by --quick") }
        lines += facts + [""]
        lines += ["Fires on"] + examples.filter(\.fires).map { "    \($0.name)" }
        lines += ["Stays silent on"] + examples.filter { !$0.fires }.map { "    \($0.name)" }
        if !card.exemptions.isEmpty {
            lines +=
                ["Excused"] + card.exemptions.flatMap { wrapped("\($0.tool.name): \($0.reason)", indent: 4) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Breaks a paragraph at spaces, at most 80 columns wide.
    static func wrapped(_ text: String, indent: Int = 0) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: \.isWhitespace) {
            if !line.isEmpty, indent + line.count + 1 + word.count > 80 {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        if !line.isEmpty { lines.append(line) }
        return lines.map { String(repeating: " ", count: indent) + $0 }
    }

    /// Ids that somebody who typed `word` may have meant: at most three, nearest first.
    public static func nearest(to word: String, among ids: [String]) -> [String] {
        let scored = ids.map { id in (id: id, distance: id.contains(word) ? 0 : editDistance(word, id)) }
        let near = scored.filter { $0.distance <= max(2, word.count / 4) }
        return near.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.prefix(3).map(\.id)
    }

    /// Levenshtein's distance.
    private static func editDistance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
