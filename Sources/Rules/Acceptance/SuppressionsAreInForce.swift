import DiscModel
import Specimens

/// No suppression has outlived its date.
enum SuppressionsAreInForce: Rule {
    static let card = RuleCard(
        id: "suppression-expired",
        title: "No suppression of the configuration has expired",
        rationale: """
            Whoever wrote the suppression wanted to be asked again after that day. From then on it accepts nothing, and what it \
            accepted counts as before.
            """,
        remedy: "Mend what was accepted, or look at the reason once more and give a new date.",
        severity: .warning,
        clause: .practice("suppressions of linters"))

    static func weigh(_ doubt: AcceptanceFacts.Doubt, in disc: Disc, _ findings: inout Findings) {
        guard case .expired(let last, let today) = doubt.kind else { return }
        findings.report(
            "The suppression of \(doubt.rule) at \(doubt.origin) expired on \(last); today is \(today)",
            at: Place(field: doubt.origin))
    }

    static var examples: [Example] {
        guard let last = Day("2026-01-31"), let today = Day("2026-02-01") else { return [] }
        return [
            .fires("a suppression one day after its last", .plain, at: nil).knowing(
                AcceptanceFacts([.init(.expired(last, today), "isocheck.yaml:9:5", "volume-label-blank")])),
            .passes("suppressions in force", .plain).knowing(AcceptanceFacts([])),
        ]
    }
}
