public import Digests

/// What became of a request.
public struct DigestOutcome: Sendable, Hashable, Codable {
    /// Nil when not all of its bytes were seen.
    public var digest: Digest?
    /// The digest at each mark that was reached.
    public var marks: [Digest] = []
    /// Why what is packed could not be unpacked to its end, as a clause; the digest is then of what came before.
    public var damage: String?
    /// Why there is no digest, as a clause.
    public var obstacle: String?
    /// Whether the order of the bytes alone was in the way, so that reading them by offset gives the digest.
    public var needsSecondReading = false

    /// What a reading by offset gave.
    public init(_ digest: Digest?, marks: [Digest] = [], obstacle: String? = nil) {
        self.digest = digest
        self.marks = marks
        self.obstacle = obstacle
    }

    /// Nothing is known yet.
    public init() {}
}
