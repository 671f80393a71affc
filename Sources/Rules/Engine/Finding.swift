public import DiscModel

/// What a rule said about an image: one finding for a rule and a tree, however often it fired there.
public struct Finding: Sendable, Hashable {
    public let rule: RuleCard
    public internal(set) var severity: Severity
    /// What the rule itself said, where somebody gave the rule another weight.
    public internal(set) var ruleSeverity: Severity?
    public let confidence: Confidence
    public let tree: TreeKind?
    /// What is wrong at the first place, as a sentence without a full stop.
    public let message: String
    public let expected: String?
    public let actual: String?
    /// How often, exactly.
    public let count: Int
    /// The first places; see `Findings.placeLimit`.
    public internal(set) var places: [Place]
    /// The rule whose finding is the cause of this one, which is then only a consequence.
    public let causedBy: RuleCard?
    /// Why it is excused: a known habit of the program that made the image.
    public let exemption: String?
    /// Why somebody accepts it.
    public internal(set) var accepted: Accepted?
    /// What to do, where it is not what the card of the rule says.
    var ownRemedy: String?
    public var remedy: String { ownRemedy ?? rule.remedy }

    /// Whether it can decide the verdict: neither a consequence nor excused nor accepted.
    public var counts: Bool { causedBy == nil && exemption == nil && accepted == nil }

    /// Stable across rebuilds of an image: rule, tree, and what the first place is called, but no offset.
    public var fingerprint: String {
        let key = [rule.id, tree?.rawValue ?? "", places.first?.path?.text ?? "", places.first?.field ?? ""]
            .joined(separator: "\u{1F}")
        // FNV-1a, 64 bits: an identifier, not a defence.
        let hash = key.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Finding {
    /// What a rule from outside of the book said, such as one of a policy.
    public init(_ rule: RuleCard, _ message: String, count: Int = 1) {
        self.init(
            rule: rule, severity: rule.severity, confidence: rule.confidence, tree: nil, message: message,
            expected: nil, actual: nil, count: count, places: [], causedBy: nil, exemption: nil)
    }

    /// Some places of it, as a finding of their own.
    func part(_ some: [Place], _ number: Int) -> Finding {
        let isFirst = some.first == places.first
        return Finding(
            rule: rule, severity: severity, ruleSeverity: ruleSeverity, confidence: confidence, tree: tree,
            message: isFirst ? message : some.first?.note ?? message, expected: isFirst ? expected : nil,
            actual: isFirst ? actual : nil, count: number, places: some, causedBy: causedBy,
            exemption: exemption, accepted: accepted, ownRemedy: ownRemedy)
    }
}

extension [Finding] {
    /// With the weights that rules were given; the grave first, else as they were.
    func weighed(on terms: Terms) -> [Finding] {
        guard !terms.levels.isEmpty else { return self }
        return map { finding in
            guard finding.counts, let severity = terms.levels[finding.rule]?.severity,
                severity != finding.severity
            else { return finding }
            var changed = finding
            changed.ruleSeverity = finding.severity
            changed.severity = severity
            return changed
        }.graveFirst
    }

    /// The grave first; what is equally grave stays in order.
    var graveFirst: [Finding] {
        Severity.allCases.reversed().flatMap { severity in filter { $0.severity == severity } }
    }
}

/// Why somebody accepts a finding that would count.
public enum Accepted: Sendable, Hashable {
    /// By a suppression, for a reason, and until a day.
    case suppressed(reason: String, until: Day?)
    /// The baseline knows it.
    case known
}

/// What became of a rule on one image (SARIF's kinds).
public struct RuleOutcome: Sendable, Hashable {
    public enum Kind: String, Sendable { case pass, fail, notApplicable, open }

    public let rule: RuleCard
    public let kind: Kind
    /// For `open`, what stood in the way.
    public let reason: String?

    public init(rule: RuleCard, kind: Kind, reason: String?) {
        self.rule = rule
        self.kind = kind
        self.reason = reason
    }

    /// A rule of which nothing is left that counts did not fail.
    func unlessAccepted(in findings: [Finding]) -> RuleOutcome {
        guard kind == .fail, !findings.contains(where: { $0.rule == rule && $0.counts }) else { return self }
        return RuleOutcome(rule: rule, kind: .pass, reason: "what it found is accepted")
    }
}
