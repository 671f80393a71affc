import Bytes
public import Rules
import XML
public import YAML

/// Assertions over the report on an image, by whoever releases, takes in or ships it.
public struct Policy: Sendable {
    public let id: String
    public let title: String
    public let parameters: [Parameter]
    /// What the report must say at all; where it does not, all is open.
    let requirements: [String]
    let rules: [PolicyRule]

    /// A value that whoever uses the policy gives.
    public struct Parameter: Sendable {
        public enum Kind: String, Sendable, CaseIterable { case text, number, size, flag, date }

        public let name: String
        public let kind: Kind
        public let help: String
        /// What it is where nobody gives it; nil where somebody must.
        public let usual: String?
    }

    /// Rules of one policy.
    private static let ruleLimit = 1_000

    /// Reads a policy.
    public init(reading text: String, named file: String) throws(YAMLProblem) {
        let value = try YAMLDocument.read(text, named: file)
        let mapping = try YAMLMapping(
            value, "the policy", keys: ["policy", "id", "title", "params", "requires", "rules"])
        let version = try mapping.required("policy")
        guard try version.number() == 1 else {
            throw version.place.problem(
                "policies of version \(try version.text()) are not read here; there is version 1")
        }
        id = try PolicyRule.name(mapping.required("id"))
        title = try mapping.required("title").text()
        var parameters: [Parameter] = []
        for entry in try mapping["params"]?.entries() ?? [] { parameters.append(try Parameter(entry)) }
        self.parameters = parameters
        var requirements: [String] = []
        for part in try mapping["requires"]?.list() ?? [] {
            requirements.append(try PolicyRule.expression(part, parameters))
        }
        self.requirements = requirements
        var rules: [PolicyRule] = []
        let parts = try mapping.required("rules")
        for part in try parts.list() {
            let rule = try PolicyRule(part, of: id, parameters)
            guard !rules.contains(where: { $0.card == rule.card }) else {
                throw part.place.problem("two rules have the id of \(rule.card.id)")
            }
            rules.append(rule)
        }
        guard !rules.isEmpty, rules.count <= Self.ruleLimit else {
            throw parts.place.problem("a policy has 1 to \(Self.ruleLimit) rules")
        }
        self.rules = rules
    }

    /// The rules as findings have them.
    public var cards: [RuleCard] { rules.map(\.card) }

    /// Whether the values of parameters are all there, known, and of their kind.
    public func check(_ given: [String: String]) throws(PolicyProblem) { _ = try values(given) }

    /// The values of the parameters, as questions use them.
    ///
    /// - Throws: a sentence about a parameter that is missing, unknown or not of its kind.
    func values(_ given: [String: String]) throws(PolicyProblem) -> [String: XPathValue] {
        for name in given.keys.sorted() where !parameters.contains(where: { $0.name == name }) {
            let near = Slips.nearest(to: name, among: parameters.map(\.name))
            throw PolicyProblem(
                "the policy \(id) has no parameter \"\(name)\""
                    + (near.map { "; did you mean \($0)?" }
                        ?? (parameters.isEmpty
                            ? "" : "; it has \(parameters.map(\.name).joined(separator: ", "))"))
            )
        }
        var values: [String: XPathValue] = [:]
        for parameter in parameters {
            guard let text = given[parameter.name] ?? parameter.usual else {
                throw PolicyProblem(
                    "the policy \(id) needs the parameter \(parameter.name): --param \(parameter.name)=…"
                        + (parameter.help.isEmpty ? "" : " (\(parameter.help))"))
            }
            guard let value = parameter.kind.value(text) else {
                throw PolicyProblem(
                    "the parameter \(parameter.name) of \(id) is no \(parameter.kind.rawValue): \(text)")
            }
            values[parameter.name] = value
        }
        return values
    }
}

/// Why a policy cannot be used as it was asked for.
public struct PolicyProblem: Error, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}

extension Policy.Parameter {
    fileprivate init(_ entry: YAMLValue.Entry) throws(YAMLProblem) {
        name = entry.name
        let mapping = try YAMLMapping(entry.value, "a parameter", keys: ["type", "default", "help"])
        kind = try mapping.word("type", Kind.self) ?? .text
        help = try mapping.text("help") ?? ""
        usual = try mapping.text("default")
        if let usual, kind.value(usual) == nil {
            throw entry.place.problem("the default of \(name) is no \(kind.rawValue): \(usual)")
        }
    }
}

extension Policy.Parameter.Kind {
    /// What a text means; nil where it is none of the kind. A date is one text as another: days follow each other as texts do.
    fileprivate func value(_ text: String) -> XPathValue? {
        switch self {
        case .text: .text(text)
        case .number: Double(text).map { .number($0) }
        case .size: Expectation.bytes(text).map { .number(Double($0)) }
        case .flag: ["true": true, "false": false][text].map { .truth($0) }
        case .date: Day(text).map { .text("\($0)") }
        }
    }
}
