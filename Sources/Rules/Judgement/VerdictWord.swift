import DiscModel

/// The verdict on an image in the words that stand at the end of a report for people.
public struct VerdictWord: Sendable, Hashable {
    public enum State: String, Sendable, Hashable, CaseIterable {
        case ok = "OK"
        case okWithWarnings = "OK, WITH WARNINGS"
        case notFullyChecked = "NOT FULLY CHECKED"
        /// Notes, where they fail an image.
        case notClean = "NOT CLEAN"
        /// Warnings, where they fail an image.
        case doubtful = "DOUBTFUL"
        case faulty = "FAULTY"
        /// Something of it is missing.
        case damaged = "DAMAGED"
        case notPlainISO = "READABLE, BUT NOT A PLAIN ISO"
    }

    public let state: State
    /// What an error comes to that does not fail the image.
    public let reservation: Reservation?

    public enum Reservation: String, Sendable, Hashable, CaseIterable {
        case letPass = "BUT LET PASS"
        case notFullyChecked = "AND NOT FULLY CHECKED"
    }

    public var text: String {
        ([state.rawValue] + [reservation?.rawValue].compactMap(\.self)).joined(separator: ", ")
    }

    init(_ verdict: Verdict, _ counting: [Finding]) {
        let worst = counting.map(\.severity).max()
        switch (worst, verdict) {
        case (.error, _):
            state = Self.state(ofErrors: Set(counting.filter { $0.severity == .error }.map(\.rule)))
        case (.warning, .fail): state = .doubtful
        case (_, .fail): state = .notClean
        case (_, .open): state = .notFullyChecked
        case (.warning, .pass): state = .okWithWarnings
        case (_, .pass): state = .ok
        }
        reservation =
            worst != .error || verdict == .fail ? nil : verdict == .pass ? .letPass : .notFullyChecked
    }

    private static func state(ofErrors rules: Set<RuleCard>) -> State {
        if rules.contains(ImageTruncated.card) || rules.contains(EverythingIsInPlace.card) { return .damaged }
        return rules == [ImageIsPlainISO.card] ? .notPlainISO : .faulty
    }
}
