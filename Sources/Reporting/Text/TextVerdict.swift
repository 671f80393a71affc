import Rules

/// The last line about an image: the verdict in words, what was counted, and what is not shown.
struct TextVerdict {
    let sentence: String

    init(_ image: Report.Image, _ examination: Report.Examination, _ report: Report) {
        let judgement = examination.judgement
        let word = Self.word(judgement, report.verdict(of: image))
        let nothing = report.hasSubject(examination.disc) ? "" : "No file system that isocheck reads"
        let parts = [
            nothing, Self.severities(judgement), Self.checked(judgement), Self.open(judgement, report),
        ]
        .filter { !$0.isEmpty }
        sentence =
            "\(TextReport.title(image)): \(word). " + parts.joined(separator: "; ")
            + Self.hidden(judgement, show: report.run.show) + "."
    }

    private static func word(_ judgement: Judgement, _ verdict: Verdict) -> String {
        let fails = verdict == .fail
        let counting = judgement.findings.filter(\.counts)
        switch judgement.worst {
        case .error:
            let errors = Set(counting.filter { $0.severity == .error }.map(\.rule))
            let what =
                errors.contains(RuleCard.imageTruncated)
                ? "DAMAGED"
                : errors == [RuleCard.imageIsPlainISO] ? "READABLE, BUT NOT A PLAIN ISO" : "FAULTY"
            return what + (fails ? "" : ", BUT LET PASS")
        case .warning where fails: return "DOUBTFUL"
        case .note where fails: return "NOT CLEAN"
        case _ where verdict == .open: return "NOT FULLY CHECKED"
        case .warning: return "OK, WITH WARNINGS"
        default: return "OK"
        }
    }

    /// Errors and warnings that count, the worst first; notes where they are what failed is said by the word.
    private static func severities(_ judgement: Judgement) -> String {
        [Severity.error, .warning].compactMap { severity -> String? in
            let number = judgement.findings.count { $0.counts && $0.severity == severity }
            return number == 0 ? nil : counted(number, severity.rawValue)
        }.joined(separator: ", ")
    }

    private static func checked(_ judgement: Judgement) -> String {
        counted(judgement.outcomes.count { $0.kind == .pass || $0.kind == .fail }, "rule") + " checked"
    }

    private static func open(_ judgement: Judgement, _ report: Report) -> String {
        let number = judgement.outcomes.count { $0.kind == .open }
        guard number > 0 else { return "" }
        return "\(grouped(number)) not decided" + (report.run.quick ? " (--quick reads structure only)" : "")
    }

    /// What a lower `--show` would bring to light.
    private static func hidden(_ judgement: Judgement, show: Severity) -> String {
        let hidden = judgement.findings.filter { $0.severity < show }
        let consequences = hidden.filter { $0.causedBy != nil }.reduce(0) { $0 + $1.count }
        let excused = hidden.count { $0.causedBy == nil && $0.exemption != nil }
        let kinds = [
            (hidden.count { $0.counts && $0.severity == .warning }, "warning"),
            (hidden.count { $0.counts && $0.severity == .note }, "note"), (consequences, "consequence"),
        ]
        var parts = kinds.filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
        if excused > 0 { parts.append("\(grouped(excused)) excused") }
        guard !parts.isEmpty else { return "" }
        let least = hidden.map(\.severity).min() ?? .note
        return "; not shown: \(parts.joined(separator: ", ")) (--show \(least.rawValue))"
    }
}
