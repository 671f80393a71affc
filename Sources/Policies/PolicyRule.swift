import Bytes
import Rules
import XML
import YAML

/// One assertion of a policy.
struct PolicyRule: Sendable {
    let card: RuleCard
    /// The nodes of the report that it is about; each must be as it asserts.
    let nodes: String
    /// How many there must be, so that anything can be said.
    let least: Int
    /// Which of them it is about.
    let condition: String?
    let assertion: String
    /// Values without which nothing is said, as expressions.
    let granted: [String]
    let message: Message

    /// A sentence with holes that expressions fill: "the label is {@identifier}".
    struct Message: Sendable {
        enum Part: Sendable {
            case text(String)
            case expression(String)
        }

        let parts: [Part]
    }

    private static let keys = [
        "id", "title", "severity", "for", "min", "when", "assert", "message", "rationale", "remedy",
    ]

    init(_ value: YAMLValue, of policy: String, _ parameters: [Policy.Parameter]) throws(YAMLProblem) {
        let mapping = try YAMLMapping(value, "a rule", keys: Self.keys)
        let id = try Self.name(mapping.required("id"))
        let title = try mapping.text("title")
        let assertion = try mapping.required("assert")
        card = RuleCard(
            id: "policy-\(policy)-\(id)", title: title ?? "The policy \(policy) holds: \(id)",
            rationale: try mapping.text("rationale") ?? "The policy \(policy) asks for it.",
            remedy: try mapping.text("remedy") ?? "Correct the image, or the policy.",
            severity: try mapping.word("severity", Severity.self) ?? .error,
            clause: Clause("policy \(policy)", id))
        nodes =
            try mapping["for"].map { value throws(YAMLProblem) in try Self.expression(value, parameters) }
            ?? "/isocheck/images/image"
        least = try mapping["min"]?.number() ?? 1
        condition = try mapping["when"].map { value throws(YAMLProblem) in
            try Self.expression(value, parameters)
        }
        self.assertion = try Self.expression(assertion, parameters)
        granted = XPathWords(self.assertion).granted
        message = try Message(mapping.required("message"), parameters)
    }

    // MARK: Reading

    /// A name in small letters, which becomes a part of the ids of findings.
    static func name(_ value: YAMLValue) throws(YAMLProblem) -> String {
        let name = try value.text()
        let isGood =
            name.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
            && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard isGood, name.utf8.count <= 64 else {
            throw value.problem("expected small letters, digits and hyphens")
        }
        return name
    }

    /// An expression that XPath understands and that names nothing but what reports have.
    static func expression(_ value: YAMLValue, _ parameters: [Policy.Parameter]) throws(YAMLProblem) -> String
    {
        try expression(try value.text(), at: value.place, parameters)
    }

    fileprivate static func expression(
        _ text: String, at place: YAMLPlace, _ parameters: [Policy.Parameter]
    ) throws(YAMLProblem) -> String {
        guard XMLDocument.understands(text) else { throw place.problem("\"\(text)\" is no XPath 1.0") }
        let words = XPathWords(text)
        try check(words.elements, "element", ReportNames.elements, "", place)
        try check(words.attributes, "attribute", ReportNames.attributes, "@", place)
        try check(words.variables, "parameter", Set(parameters.map(\.name)), "$", place)
        return text
    }

    private static func check(
        _ words: [XPathWords.Word], _ what: String, _ known: Set<String>, _ sign: String, _ place: YAMLPlace
    ) throws(YAMLProblem) {
        guard let word = words.first(where: { !known.contains($0.text) }) else { return }
        let near = Slips.nearest(to: word.text, among: known.sorted())
        let owner = sign == "$" ? "the policy has no" : "reports have no"
        throw place.problem(
            "\(owner) \(what) \(sign)\(word.text)" + (near.map { "; did you mean \(sign)\($0)?" } ?? ""))
    }
}

extension PolicyRule.Message {
    fileprivate init(_ value: YAMLValue, _ parameters: [Policy.Parameter]) throws(YAMLProblem) {
        var parts: [Part] = []
        var rest = Substring(try value.text())
        while let open = rest.firstIndex(of: "{") {
            guard let close = rest[open...].firstIndex(of: "}") else {
                throw value.place.problem("the message has a { without a }")
            }
            parts.append(.text(String(rest[..<open])))
            parts.append(
                .expression(
                    try PolicyRule.expression(
                        String(rest[rest.index(after: open)..<close]), at: value.place, parameters)))
            rest = rest[rest.index(after: close)...]
        }
        parts.append(.text(String(rest)))
        self.parts = parts
    }
}
