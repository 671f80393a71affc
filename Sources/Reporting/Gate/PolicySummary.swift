public import DiscModel
public import Policies
import Rules

/// What became of each rule of a policy, for people.
public struct PolicySummary {
    public let text: String
    public let status: RunStatus

    public init(_ title: String, _ trial: PolicyTrial) {
        var lines: [String] = []
        var failed = 0
        var open = 0
        for outcome in trial.outcomes {
            let finding = trial.findings.first { $0.rule == outcome.rule }
            let words: String
            switch outcome.kind {
            case .pass: words = "holds"
            case .notApplicable: words = "does not apply"
            case .open:
                words = "not decided: \(outcome.reason?.told ?? "no reason given")"
                open += outcome.rule.severity == .note ? 0 : 1
            case .fail:
                let times = finding.map { $0.count > 1 ? " (first of \($0.count))" : "" } ?? ""
                words =
                    "\(outcome.rule.severity.rawValue): \(finding?.message.told ?? outcome.rule.title)\(times)"
                failed += outcome.rule.severity == .error ? 1 : 0
            }
            lines.append("\(outcome.rule.id)  \(words)")
            if let finding { lines.append("         do: \(finding.remedy)") }
        }
        status = (open > 0 ? Verdict.open : failed > 0 ? .fail : .pass).exitStatus
        let end =
            open > 0 ? "NOT DECIDED" : failed > 0 ? "DOES NOT HOLD" : "HOLDS"
        lines.append(
            "\(title): \(end). \(counted(trial.outcomes.count, "rule")), \(failed) broken, \(open) not decided."
        )
        text = lines.map { $0 + "\n" }.joined()
    }
}
