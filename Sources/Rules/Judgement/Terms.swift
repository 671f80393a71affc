/// The terms of a run: who asks, what was read for it, and what fails an image.
public struct Terms: Sendable, Hashable {
    public var profile: Profile
    /// The least severity that fails an image; nil lets everything pass.
    public var failOn: Severity?
    /// Whether the bytes outside of the structure were read, which `--quick` leaves alone.
    public var contentRead: Bool
    /// Places kept for each finding; 0 keeps all.
    public var placeLimit: Int
    /// Bytes of which whoever wrote the image knows that they are not what was recorded, although nothing in it tells.
    public var losses: [Range<UInt64>]

    /// What weight some rules have, where it is not what their cards say.
    public var levels: [RuleCard: RuleLevel] = [:]

    public init(
        profile: Profile = .default, failOn: Severity? = .error, contentRead: Bool = true,
        placeLimit: Int = 100, losses: [Range<UInt64>] = []
    ) {
        self.profile = profile
        self.failOn = failOn
        self.contentRead = contentRead
        self.placeLimit = placeLimit
        self.losses = losses
    }

    /// Whether a finding of this severity fails an image, if it counts.
    public func fails(_ severity: Severity) -> Bool { failOn.map { severity >= $0 } ?? false }

    /// Whether what a rule leaves open keeps an image from passing: had it found something, the image would have failed. What
    /// was not read on purpose was not asked.
    func wants(_ card: RuleCard) -> Bool {
        severity(of: card) >= failOn ?? .error && (contentRead || card.needs != .content)
    }

    /// How grave it is at most what a rule finds.
    func severity(of card: RuleCard) -> Severity { levels[card]?.severity ?? card.severity }

    /// The rules that are asked: those of the profile, those that got a weight, and none that is off.
    var cards: [RuleCard] {
        guard !levels.isEmpty else { return RuleBook.cards(for: profile) }
        return RuleBook.cards.filter { card in
            levels[card].map { $0 != .off } ?? card.profiles.contains(profile)
        }
    }
}

/// The least severity that fails an image, as people write it.
public enum Threshold: String, Sendable, Hashable, CaseIterable {
    case error, warning, note, none

    /// Nil where nothing fails.
    public var severity: Severity? { Severity(rawValue: rawValue) }
}

/// The weight of a rule by the will of whoever configures it.
public enum RuleLevel: String, Sendable, Hashable, CaseIterable {
    case off, note, warning, error

    public var severity: Severity? { Severity(rawValue: rawValue) }
}
