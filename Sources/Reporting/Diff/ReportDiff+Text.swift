import DiscModel
public import Rules

extension ReportDiff {
    private static let width = 11

    /// For people: what is worse first, then what is better, then what is otherwise; a last line with all of it in numbers.
    ///
    /// - Parameter show: the least severity of findings that are told one by one.
    public func text(show: Severity) -> String {
        var lines: [String] = []
        if old.report.program != new.report.program {
            lines.append(
                row("reports", "by \(old.report.program.told), then by \(new.report.program.told)"))
        }
        if let before = old.report.rules, let now = new.report.rules, before != now {
            lines.append(row("reports", "by other rules than before: what is new may be newly looked for"))
        }
        if old.report.profile != new.report.profile {
            lines.append(
                row("reports", "with profile \(old.report.profile.told), then \(new.report.profile.told)"))
        }
        for image in images {
            let part = Self.lines(of: image, show)
            if !part.isEmpty { lines += [image.name.told] + part.map { "  " + $0 } }
        }
        lines += doubts.map { row("not decided", $0) }
        lines.append("\(new.name) since \(old.name): \(answer)")
        return lines.map { $0 + "\n" }.joined()
    }

    private func row(_ head: String, _ text: String) -> String { head.padded(to: Self.width) + "  " + text }

    private var answer: String {
        let word =
            switch verdict {
            case .pass:
                images.allSatisfy { $0.worse(from: .note).isEmpty } ? "NOTHING NEW" : "NOTHING NEW THAT FAILS"
            case .fail: "SOMETHING NEW"
            case .open: "NOT DECIDED"
            }
        let all = images.flatMap(\.lines).filter { $0.finding.excuse == nil }
        let worse = all.count { $0.change.isNew }
        let rest: [(Int, String)] = [
            (all.count { $0.change == .fixed }, "fixed"),
            (all.count { $0.change == .unchanged }, "as before"),
            (all.count { $0.change == .undecided || $0.change == .unasked }, "not looked for"),
        ]
        let threshold = failOn.map { "\(failures.count) at or above \($0.rawValue)" } ?? "none of them fails"
        return "\(word). \(counted(worse, "new finding"))\(worse > 0 ? " (\(threshold))" : "")"
            + rest.filter { $0.0 > 0 || $0.1 != "not looked for" }.map { ", \(grouped($0.0)) \($0.1)" }
            .joined()
            + "."
    }

    // MARK: One image

    private static func lines(of image: ImageDiff, _ show: Severity) -> [String] {
        guard let new = image.new else {
            return ["only before  the new report does not speak of it, so nothing is known of its findings"]
        }
        var lines: [String] = []
        if image.old == nil { lines.append("only now     everything about it is new") }
        if let failure = new.failure { lines.append("not decided  \(failure.told)") }
        let told = image.lines.filter { $0.finding.excuse == nil && $0.finding.severity >= show }
        lines += told.filter(\.change.isNew).flatMap(self.lines)
        lines += told.filter { $0.change == .fixed }.flatMap(self.lines)
        lines += told.filter { $0.change == .undecided || $0.change == .unasked }.flatMap(self.lines)
        lines += image.lines(.accepted).filter { ($0.old?.severity ?? .note) >= show }.flatMap(self.lines)
        lines += image.facts.map { fact in
            "changed      \(fact.name.told): \(fact.old?.told ?? "none") → \(fact.new?.told ?? "none")"
        }
        lines += image.opened.map { rule in
            "open now     \(rule.rule.told), and \(inWords(rule.was)) before: \(rule.reason?.told ?? "no reason given")"
        }
        return lines
    }

    private static func inWords(_ outcome: String) -> String {
        switch outcome {
        case "pass": "held"
        case "fail": "failed"
        case "notApplicable": "did not apply"
        default: outcome.told
        }
    }

    private static func lines(_ line: ImageDiff.Line) -> [String] {
        let finding = line.finding
        let often = finding.count > 1 ? " (first of \(grouped(finding.count)))" : ""
        let head = line.change.rawValue.padded(to: width) + "  "
        var lines = [
            head + finding.severity.rawValue.padded(to: FindingLines.severityWidth)
                + "  \(finding.rule.told)  \(finding.message.told)\(often)"
        ]
        func add(_ detail: String) {
            lines.append(String(repeating: " ", count: head.count + FindingLines.severityWidth + 2) + detail)
        }
        switch line.change {
        case .graver: add("was \(line.old?.severity.rawValue ?? "less")")
        case .more: add("was \(line.old?.count ?? 0) times")
        case .counts: add("was there before, and did not count: \(line.old?.excuse?.told ?? "")")
        case .accepted: add("counts no longer: \(finding.excuse?.told ?? "")")
        case .undecided: add("the new report could not decide whether it is still so")
        case .unasked: add("the new report does not have this rule")
        case .new, .unchanged, .fixed: break
        }
        if line.change.isNew, finding.severity >= .warning, let card = RuleBook.card(id: finding.rule) {
            add("do: \(card.remedy)")
        }
        return lines
    }
}
