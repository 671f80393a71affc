public import Rules
import XML

/// A policy held against the report on one image.
public struct PolicyTrial: Sendable {
    public let findings: [Finding]
    public let outcomes: [RuleOutcome]

    /// The namespace of reports.
    static let namespace = "urn:isocheck:report:1"

    /// - Parameters:
    ///   - report: the XML report on one image.
    ///   - given: the values of the parameters.
    public init(_ policy: Policy, _ given: [String: String], over report: String) throws(PolicyProblem) {
        let values = try policy.values(given)
        let document: XMLDocument
        do throws(XMLProblem) {
            document = try XMLDocument(parsing: report, namespace: Self.namespace)
        } catch {
            throw PolicyProblem("is no XML report of isocheck: \(error)")
        }
        for (name, value) in values { document.define(name, value) }
        var missing: String?
        for requirement in policy.requirements where missing == nil {
            if (try? document.holds("boolean(\(requirement))", at: nil)) != true { missing = requirement }
        }
        var findings: [Finding] = []
        var outcomes: [RuleOutcome] = []
        for rule in policy.rules {
            if let missing {
                outcomes.append(
                    RuleOutcome(
                        rule: rule.card, kind: .open,
                        reason: "the report does not say \(missing), which the policy requires"))
                continue
            }
            let (outcome, finding) = Self.judge(rule, document)
            outcomes.append(outcome)
            if let finding { findings.append(finding) }
        }
        self.findings = findings
        self.outcomes = outcomes
    }

    /// A policy that could not be held against anything.
    public init(_ policy: Policy, open reason: String) {
        findings = []
        outcomes = policy.rules.map { RuleOutcome(rule: $0.card, kind: .open, reason: reason) }
    }

    private static func judge(_ rule: PolicyRule, _ document: XMLDocument) -> (RuleOutcome, Finding?) {
        func open(_ why: String) -> (RuleOutcome, Finding?) {
            (RuleOutcome(rule: rule.card, kind: .open, reason: why), nil)
        }
        do throws(XMLProblem) {
            var nodes = try document.select(rule.nodes)
            if nodes.count < rule.least {
                return open(
                    nodes.isEmpty
                        ? "the report has no \(rule.nodes)"
                        : "the report has \(nodes.count) of \(rule.nodes), and the policy asks for \(rule.least)"
                )
            }
            if let condition = rule.condition {
                var some: [XMLDocument.Node] = []
                for node in nodes where try document.holds(condition, at: node) { some.append(node) }
                nodes = some
            }
            var first: String?
            var count = 0
            for node in nodes {
                for value in rule.granted where try !document.holds("boolean(\(value))", at: node) {
                    return open("the report does not say \(value)")
                }
                if try document.holds(rule.assertion, at: node) { continue }
                count += 1
                if first == nil { first = try rule.message.text(in: document, at: node) }
            }
            guard let first else {
                let kind: RuleOutcome.Kind = nodes.isEmpty ? .notApplicable : .pass
                return (RuleOutcome(rule: rule.card, kind: kind, reason: nil), nil)
            }
            return (
                RuleOutcome(rule: rule.card, kind: .fail, reason: nil),
                Finding(rule.card, first, count: count)
            )
        } catch {
            return open("cannot be decided: \(error.message)")
        }
    }
}

extension PolicyRule.Message {
    fileprivate func text(in document: XMLDocument, at node: XMLDocument.Node) throws(XMLProblem) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let words): text += words
            case .expression(let expression): text += try document.text(expression, at: node)
            }
        }
        return text
    }
}
