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
        /// Its structure is wrong, while nothing tells that content is not what it was.
        case faulty = "FAULTY"
        /// Content is lost, or is not what was recorded.
        case damaged = "DAMAGED"
        /// A file is missing that the image is made of; nothing of what is there is damaged.
        case incomplete = "INCOMPLETE"
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

    /// - Parameter isContentLost: whether it is certain that content is not what it was, whatever the rules found.
    init(_ verdict: Verdict, _ counting: [Finding], isContentLost: Bool) {
        let worst = counting.map(\.severity).max()
        switch (worst, verdict) {
        case (.error, _):
            let rules = Set(counting.filter { $0.severity == .error }.map(\.rule))
            let isIncomplete = !rules.isDisjoint(with: Self.absences) && rules.isDisjoint(with: Self.losses)
            state = isIncomplete ? .incomplete : isContentLost ? .damaged : Self.state(ofErrors: rules)
        case (_, .fail) where isContentLost: state = .damaged
        case (.warning, .fail): state = .doubtful
        case (_, .fail): state = .notClean
        case (_, .open): state = .notFullyChecked
        case (.warning, .pass): state = .okWithWarnings
        case (_, .pass): state = .ok
        }
        reservation =
            worst != .error || verdict == .fail ? nil : verdict == .pass ? .letPass : .notFullyChecked
    }

    /// The rules whose errors tell that content is lost, or is not what was recorded.
    static let losses: Set<RuleCard> = [
        EverythingIsInPlace.card, EverySectorWasRead.card, SectorsAreIntact.card,
        SectorsAreWritten.card,
        SectorsNeedNoCorrection.card, SectorsFollowEachOther.card, TracksLieInTheirFiles.card,
        PackedDataIsWhole.card, ListedFilesMatch.card, ListedFilesExist.card,
        ImplantedSumHolds.card, ImplantedFragmentsHold.card, SUSETagHolds.card, SuperblockTagHolds.card,
        TreeTagHolds.card, SessionTagHolds.card, SidecarsMatch.card, CHDDataHolds.card, CHDMapIsWhole.card,
        PackedIndexIsWhole.card, UnpackedDataHolds.card, EWFDataHolds.card, EWFSectorsWereRead.card,
        EWFAcquisitionEnded.card, DVDisasterSectorsHold.card, DVDisasterImageHolds.card, JigdoPartsHold.card,
    ]

    /// The rules whose errors tell that a file is missing.
    private static let absences: Set<RuleCard> = [
        NamedFilesAreThere.card, CHDParentIsThere.card, EWFSegmentsAreThere.card,
    ]

    private static func state(ofErrors rules: Set<RuleCard>) -> State {
        if !rules.isDisjoint(with: losses) { return .damaged }
        return rules == [ImageIsPlainISO.card] ? .notPlainISO : .faulty
    }
}
