import DiscModel
import Specimens

/// Every suppression accepts something.
enum SuppressionsAreUsed: Rule {
    static let card = RuleCard(
        id: "suppression-unused",
        title: "Every suppression of the configuration accepts something",
        rationale: """
            A suppression that accepts nothing was written for a fault that is gone, or names its rule or place in another way \
            than the finding does. Left standing it will hide the next fault of that kind, and nobody will remember why.
            """,
        remedy:
            "Delete the suppression, or correct what it names: rule, path, tree, field and images are as in the JSON report.",
        severity: .warning,
        clause: .practice("suppressions of linters"))

    static func weigh(_ doubt: AcceptanceFacts.Doubt, in disc: Disc, _ findings: inout Findings) {
        guard case .unused = doubt.kind else { return }
        findings.report(
            "The suppression of \(doubt.rule) at \(doubt.origin) accepts nothing in any image of this run",
            at: Place(field: doubt.origin))
    }

    static var examples: [Example] {
        [
            .fires("a suppression of what is not there", .plain, at: nil).knowing(
                AcceptanceFacts([.init(.unused, "isocheck.yaml:9:5", "volume-label-blank")])),
            .passes("suppressions that are all used", .plain).knowing(AcceptanceFacts([])),
        ]
    }
}
