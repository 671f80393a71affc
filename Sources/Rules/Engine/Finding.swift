public import DiscModel

/// What a rule said about an image: one finding for a rule and a tree, however often it fired there.
public struct Finding: Sendable, Hashable {
    public let rule: RuleCard
    public var severity: Severity
    public let confidence: Confidence
    public let tree: TreeKind?
    /// What is wrong at the first place, as a sentence without a full stop.
    public let message: String
    public let expected: String?
    public let actual: String?
    /// How often, exactly.
    public let count: Int
    /// The first places; see `Findings.placeLimit`.
    public let places: [Place]
    /// The rule whose finding is the cause of this one, which is then only a consequence.
    public let causedBy: RuleCard?
    /// Why it is excused: a known habit of the program that made the image.
    public let exemption: String?
    /// What to do, where it is not what the card of the rule says.
    var ownRemedy: String?
    public var remedy: String { ownRemedy ?? rule.remedy }

    /// Whether it can decide the verdict: neither a consequence nor excused.
    public var counts: Bool { causedBy == nil && exemption == nil }

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

/// What became of a rule on one image (SARIF's kinds).
public struct RuleOutcome: Sendable, Hashable {
    public enum Kind: String, Sendable { case pass, fail, notApplicable, open }

    public let rule: RuleCard
    public let kind: Kind
    /// For `open`, what stood in the way.
    public let reason: String?
}
