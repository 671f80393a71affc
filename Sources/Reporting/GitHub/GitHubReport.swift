import DiscModel
import Rules

/// The findings as commands to a workflow of GitHub, which shows them as annotations.
public struct GitHubReport: ReportFormat {
    public static let name = "github"

    /// GitHub shows so many of a kind for a step, and the rest vanish without a word.
    private static let limit = 10

    private var entries: [Severity: [GateEntry]] = [:]
    private var counts: [Severity: Int] = [:]

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        for entry in image.entries { add(entry, show: report.run.show) }
        return ""
    }

    public mutating func end(_ report: Report) -> String {
        if let entry = report.compared.flatMap(GateEntry.comparison) {
            add(entry, show: report.run.show)
        }
        var lines: [String] = []
        for severity in Severity.allCases.reversed() {
            lines += (entries[severity] ?? []).map { Self.command($0, as: severity) }
        }
        let hidden = counts.values.reduce(0, +) - lines.count
        if hidden > 0 { lines.append("and \(counted(hidden, "more finding")): see the whole report") }
        let what =
            report.compared == nil
            ? counted(report.imageCount, "image") : "one comparison"
        lines.append("isocheck: \(what), \(report.outcome.verdict.rawValue)")
        return lines.map { $0 + "\n" }.joined()
    }

    private mutating func add(_ entry: GateEntry, show: Severity) {
        guard entry.isShown(from: show) else { return }
        let severity = entry.state == .open ? .error : entry.severity
        counts[severity, default: 0] += 1
        if entries[severity]?.count ?? 0 < Self.limit { entries[severity, default: []].append(entry) }
    }

    private static func command(_ entry: GateEntry, as severity: Severity) -> String {
        let kind = severity == .note ? "notice" : severity.rawValue
        let file = property(entry.image.escaped)
        return "::\(kind) file=\(file),title=\(property(entry.id))::\(data(entry.sentence))"
    }

    /// What a command's text must not hold as it is; the percent sign first.
    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
