public import DiscModel

/// The digests that were computed, by request.
public struct DigestFacts: Facts, Codable {
    private var outcomes: [DigestRequest: DigestOutcome]

    public init(_ outcomes: [DigestRequest: DigestOutcome] = [:]) { self.outcomes = outcomes }

    public subscript(request: DigestRequest) -> DigestOutcome? { outcomes[request] }

    /// Whether every request was answered without a reservation.
    public var isWhole: Bool {
        outcomes.values.allSatisfy { $0.digest != nil && $0.obstacle == nil && $0.damage == nil }
    }

    public mutating func merge(_ other: DigestFacts) {
        outcomes.merge(other.outcomes) { first, _ in first }
    }

    /// The requests that one pass could not answer, by their first byte.
    public var forSecondReading: [DigestRequest] {
        outcomes.filter(\.value.needsSecondReading).map(\.key)
            .sorted { $0.ranges.first?.lowerBound ?? 0 < $1.ranges.first?.lowerBound ?? 0 }
    }

    /// Puts what a second reading gave in the place of what the pass could not give.
    public mutating func replace(_ request: DigestRequest, with outcome: DigestOutcome) {
        outcomes[request] = outcome
    }
}
