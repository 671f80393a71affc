import DiscModel
import Rules

/// An in-toto Statement (v1) whose predicate is a test result (v0.1): the images by their SHA-256, and which rules held. It is not
/// signed; `cosign attest-blob --statement` signs it.
public struct TestResultStatement: ReportFormat {
    public static let name = "in-toto"
    public static let namesByDigest = true

    private var statement = Statement()
    /// The worst outcome of each rule over all images.
    private var outcomes: [String: Outcome] = [:]
    private var rules: [String] = []

    private enum Outcome: Int {
        case passed, warned, failed
    }

    public init() {}

    public mutating func add(_ image: Report.Image, to report: Report) -> String {
        statement.add(image)
        for test in GateCase.all(of: image, report.run.terms) { add(test) }
        return ""
    }

    private mutating func add(_ test: GateCase) {
        let outcome: Outcome
        switch test.outcome {
        case .failed, .open: outcome = .failed
        case .skipped: return
        case .passed:
            let warns = test.entries.contains { $0.state == .counts && $0.severity == .warning }
            outcome = warns ? .warned : .passed
        }
        if let old = outcomes[test.id] {
            if old.rawValue < outcome.rawValue { outcomes[test.id] = outcome }
        } else {
            rules.append(test.id)
            outcomes[test.id] = outcome
        }
    }

    public mutating func end(_ report: Report) -> String {
        if let compared = report.compared {
            statement.add(compared)
            add(GateCase(of: compared))
        }
        return statement.write("https://in-toto.io/attestation/test-result/v0.1") {
            $0.add("result", result(report))
            $0.add(
                "configuration", each: "descriptor",
                [
                    Document {
                        $0.add("name", "isocheck \(report.tool.version)")
                        $0.add("uri", report.run.policy)
                    }
                ])
            $0.add("passedTests", words: names(.passed))
            $0.add("warnedTests", words: names(.warned))
            $0.add("failedTests", words: names(.failed))
        }
    }

    private func result(_ report: Report) -> String {
        guard report.outcome.verdict == .pass else { return "FAILED" }
        return names(.warned).isEmpty ? "PASSED" : "WARNED"
    }

    private func names(_ outcome: Outcome) -> [String] { rules.filter { outcomes[$0] == outcome } }
}
