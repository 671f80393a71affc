import Comparison
import DiscModel
import Rules

/// The verdicts and findings as Markdown, as job summaries and comments show it.
public struct MarkdownReport: ReportFormat {
    public static let name = "markdown"

    /// Findings in a table; a summary of GitHub takes 1 MiB, and nobody reads more.
    private static let limit = 50

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        let name = Self.cell(image.name.escaped)
        guard let judgement = image.examination?.judgement else {
            return "## \(Self.sign(image.verdict)) \(name): NOT CHECKED\n\n"
                + image.entries.map { Self.cell($0.message.harmless) + "\n\n" }.joined()
        }
        var text = "## \(Self.sign(image.verdict)) \(name): \(judgement.word.text)\n\n"
        let errors = counted(judgement.count(.error), "error")
        let warnings = counted(judgement.count(.warning), "warning")
        text +=
            "\(errors), \(warnings), \(counted(judgement.count(.pass, .fail), "rule")) checked in profile "
            + "`\(judgement.terms.profile.rawValue)`.\n\n"
        return text + Self.table(image.entries, show: report.run.show)
    }

    public mutating func end(_ report: Report) -> String {
        let judged = report.run.settings.sentence.map { Self.cell($0) + "\n\n" } ?? ""
        guard let compared = report.compared else {
            let summary = report.imageCount > 1 ? "**\(TextReport.summary(of: report))**\n\n" : ""
            return judged + summary
        }
        let answer = compared.comparison.answer.inWords
        return judged
            + "## \(Self.sign(compared.comparison.verdict)) \(Self.cell(compared.readback.harmless)): "
            + "\(answer)\n\n" + Self.table([GateEntry.comparison(compared)].compactMap(\.self), show: .note)
    }

    private static func table(_ entries: [GateEntry], show: Severity) -> String {
        let shown = entries.filter { $0.isShown(from: show) }
        guard !shown.isEmpty else { return "" }
        var lines = ["| severity | rule | finding | what to do |", "|---|---|---|---|"]
        lines += shown.prefix(limit).map { entry in
            let severity = entry.state == .open ? "open" : entry.severity.rawValue
            return "| \(severity) | `\(entry.id)` | \(cell(entry.sentence)) | \(cell(entry.remedy)) |"
        }
        if shown.count > limit {
            lines.append("| | | and \(grouped(shown.count - limit)) more: see the whole report | |")
        }
        return (lines + [""]).map { $0 + "\n" }.joined()
    }

    /// A sign beside the word, never instead of it.
    private static func sign(_ verdict: Verdict) -> String {
        switch verdict {
        case .pass: "✅"
        case .fail: "❌"
        case .open: "⚠️"
        }
    }

    /// Text that stays text in a table: names from images can hold any markup.
    private static func cell(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "#", "!", "~", "@": result += "\\\(character)"
            default: result.append(character)
            }
        }
        return result
    }
}
