import DiscModel
import Rules

/// The last line about an image: the verdict in words, what was counted, and what is not shown.
struct TextVerdict {
    let sentence: String

    init(_ image: Report.Image, _ judgement: Judgement, show: Severity, _ style: TextStyle = TextStyle()) {
        let parts = [
            judgement.hasSubject ? "" : "No file system that isocheck reads", Self.severities(judgement),
            counted(judgement.count(.pass, .fail), "rule") + " checked", Self.open(judgement),
            Self.recalled(image),
        ]
        .filter { !$0.isEmpty }
        sentence =
            "\(TextReport.title(image)): \(style.coloured(judgement.word.text, Self.colour(judgement))). "
            + parts.joined(separator: "; ")
            + Self.hidden(judgement, show: show) + "."
    }

    /// What passes with something to look at is no plain green.
    private static func colour(_ judgement: Judgement) -> TextStyle.Colour {
        let isDoubtful = judgement.count(.warning) + judgement.count(.error) > 0
        return judgement.verdict == .pass && isDoubtful ? .doubt : TextStyle.Colour(judgement.verdict)
    }

    /// Errors and warnings that count, the worst first; notes where they are what failed is said by the word.
    private static func severities(_ judgement: Judgement) -> String {
        [Severity.error, .warning].compactMap { severity -> String? in
            let number = judgement.count(severity)
            return number == 0 ? nil : counted(number, severity.rawValue)
        }.joined(separator: ", ")
    }

    private static func open(_ judgement: Judgement) -> String {
        let number = judgement.count(.open)
        let why = judgement.terms.contentRead ? "" : " (--quick reads structure only)"
        return number == 0 ? "" : "\(grouped(number)) not decided" + why
    }

    /// That an earlier run read the content, and this one did not.
    private static func recalled(_ image: Report.Image) -> String {
        image.contentSince.map { "content not read again: unchanged since \($0)" } ?? ""
    }

    /// What a lower `--show` would bring to light.
    private static func hidden(_ judgement: Judgement, show: Severity) -> String {
        let hidden = judgement.findings.filter { $0.severity < show || $0.accepted != nil && show > .note }
        let consequences = hidden.filter { $0.causedBy != nil }.reduce(0) { $0 + $1.count }
        let excused = hidden.count { $0.causedBy == nil && $0.exemption != nil }
        let kinds = [
            (hidden.count { $0.counts && $0.severity == .warning }, "warning"),
            (hidden.count { $0.counts && $0.severity == .note }, "note"), (consequences, "consequence"),
        ]
        var parts = kinds.filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
        if excused > 0 { parts.append("\(counted(excused, "habit")) of its program") }
        let suppressed = hidden.count { $0.accepted.map { $0 != .known } ?? false }
        if suppressed > 0 { parts.append("\(grouped(suppressed)) suppressed") }
        let known = hidden.count { $0.accepted == .known }
        if known > 0 { parts.append("\(grouped(known)) known from the baseline") }
        guard !parts.isEmpty else { return "" }
        let least = suppressed + known > 0 ? .note : hidden.map(\.severity).min() ?? .note
        return "; not shown: \(parts.joined(separator: ", ")) (--show \(least.rawValue))"
    }
}
