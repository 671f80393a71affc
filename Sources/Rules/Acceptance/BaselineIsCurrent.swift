import DiscModel
import Specimens

/// The baseline knows nothing that is gone.
enum BaselineIsCurrent: Rule {
    static let card = RuleCard(
        id: "baseline-stale",
        title: "What the baseline knows is still so",
        rationale: """
            A baseline forgives what was there when it was written. What has been mended since can come back without a word as \
            long as the baseline still knows it, so that a baseline should only ever shrink. It is an error with \
            --baseline-strict, and a note otherwise: the images of this run may not be all that it was written for.
            """,
        remedy: "Write the baseline anew with --write-baseline, over all images that it is for.",
        severity: .note,
        clause: .practice("baselines of linters"))

    static func weigh(_ doubt: AcceptanceFacts.Doubt, in disc: Disc, _ findings: inout Findings) {
        guard case .gone(let isStrict, let message) = doubt.kind else { return }
        findings.report(
            "The baseline knows a finding that is gone: \(doubt.rule), \(message)",
            at: Place(field: doubt.origin),
            severity: isStrict ? .error : .note)
    }

    static var examples: [Example] {
        func gone(isStrict: Bool) -> AcceptanceFacts {
            AcceptanceFacts([
                .init(
                    .gone(isStrict: isStrict, "The volume has no name"), "baseline.json", "volume-label-blank"
                )
            ])
        }
        return [
            .fires("a finding that was mended", .plain, at: nil).knowing(gone(isStrict: false)),
            .fires("the same, where the baseline has to be current", .plain, at: nil, severity: .error)
                .knowing(
                    gone(isStrict: true)),
            .passes("a baseline that is all used", .plain).knowing(AcceptanceFacts([])),
        ]
    }
}
