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
        card.severity >= failOn ?? .error && (contentRead || card.needs != .content)
    }
}
