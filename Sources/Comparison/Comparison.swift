import Bytes
public import Digests
public import DiscModel

/// What a comparison of an image with a readback found: a frozen value.
public struct Comparison: Sendable {
    /// Bytes of both sides, as they say.
    public let imageSize: UInt64
    public let readbackSize: UInt64
    /// Sector of the readback at which the image's first one is looked for: that of a later session.
    public let start: UInt64
    /// How the readback was read, in words for one line.
    public let manner: String
    /// Whether the readback is a medium in a drive, which another try may read otherwise.
    public let isMedium: Bool
    /// Sectors that are spoiled together: 1 on CD, 16 on DVD, 32 on BD.
    public let sectorsPerBlock: Int
    /// The states of the image's sectors, and of those behind it, all counted from the image's first sector.
    public let states: SectorRuns
    /// Sectors behind the image that were not looked at because they were too many.
    public let unseenBeyond: UInt64
    /// The volumes that begin behind the image.
    public internal(set) var sessions: [FurtherSession]
    /// Why it ended before its end.
    public let stop: Stop?
    /// Whether all that came of the readback is zero.
    public let isBlank: Bool
    /// The first sectors that differ, each with what is known about its difference.
    public let differences: [Difference]
    /// Digests of both sides over the bytes of the image; none were asked for, or not all of the bytes came.
    public let imageDigests: [Digest]
    public let readbackDigests: [Digest]
    /// Who owns what is hurt; filled in by `attributed(to:)`.
    public internal(set) var losses = Losses()

    /// Why a comparison ended before its end.
    public enum Stop: String, Sendable, Hashable, CaseIterable {
        case interrupted, outOfTime, discChanged, noDisc, driveTrouble, anotherDisc
    }

    /// What it comes to; `verdict` says whether that is good.
    public enum Answer: String, Sendable, Hashable, CaseIterable {
        /// All sectors of the image are the same.
        case identical
        /// The same, and the disc goes on behind the image.
        case identicalLonger
        /// The same, but some sectors came only after a failed try.
        case identicalWeak
        /// The same but for a partition table, which firmware repaired.
        case identicalRepaired
        /// Something is lost where no file and no structure lies.
        case contentIntact
        case differs
        case unreadable
        /// Not enough was read to say.
        case inconclusive
        /// The readback holds nothing but zeros, the image does not.
        case allZeros
        /// Nearly nothing is the same.
        case anotherDisc

        /// Passes when the image is on the disc, fails when it is not or not whole, and is open when that is not known.
        public var verdict: Verdict {
            switch self {
            case .identical, .identicalLonger, .identicalWeak, .identicalRepaired: .pass
            case .contentIntact, .differs, .unreadable, .allZeros, .anotherDisc: .fail
            case .inconclusive: .open
            }
        }

        /// The words for it at the end of a report for people.
        public var inWords: String {
            switch self {
            case .identical, .identicalLonger: "IDENTICAL"
            case .identicalWeak: "IDENTICAL, BUT WEAK"
            case .identicalRepaired: "IDENTICAL BUT FOR A REPAIRED PARTITION TABLE"
            case .contentIntact: "DAMAGED, CONTENT INTACT"
            case .differs: "DIFFERENT"
            case .unreadable: "DAMAGED"
            case .inconclusive: "NOT DECIDED"
            case .allZeros: "ALL ZEROS"
            case .anotherDisc: "ANOTHER DISC"
            }
        }
    }

    /// Sectors of the image; a last one that is not whole is counted.
    public var imageSectors: UInt64 { Self.sectors(of: imageSize) }
    public var readbackSectors: UInt64 { Self.sectors(of: readbackSize) }

    private static func sectors(of bytes: UInt64) -> UInt64 {
        bytes / .sector + (bytes % .sector == 0 ? 0 : 1)
    }

    public var counts: [SectorState: UInt64] { states.counts }

    /// Sectors of the image in a state with this meaning.
    public func count(meaning: SectorState.Meaning) -> UInt64 {
        counts.reduce(0) { $1.key.meaning == meaning ? $0 + $1.value : $0 }
    }

    public var answer: Answer {
        let counts = counts
        func number(_ states: SectorState...) -> UInt64 { states.reduce(0) { $0 + (counts[$1] ?? 0) } }
        let differing = number(.differs, .differsFill, .unstable, .edcBad)
        if isBlank, differing > 0, stop != .discChanged { return .allZeros }
        // What was never read tells of no other disc.
        let foreign = number(.differs, .unstable, .edcBad)
        if stop == .anotherDisc || isAnotherDisc(foreign) { return .anotherDisc }
        // What was found may be of either disc.
        if stop == .discChanged { return .inconclusive }
        let isLost = differing + number(.imageOnly, .unreadable) > 0
        // What was not read may be a file's.
        if isLost, number(.notTried) == 0, losses.isAttributed, losses.hurtsNothing { return .contentIntact }
        if differing + number(.imageOnly) > 0 { return .differs }
        if isLost { return .unreadable }
        if number(.notTried) > 0 || stop != nil { return .inconclusive }
        if number(.sameAfterRetry) > 0 { return .identicalWeak }
        if number(.tableRepaired) > 0 { return .identicalRepaired }
        return number(.discPad, .discExtra, .runOut, .gap) > 0 || unseenBeyond > 0
            ? .identicalLonger : .identical
    }

    /// The volume descriptor differs and so does more than half of all: not a damaged disc but another one.
    private func isAnotherDisc(_ differing: UInt64) -> Bool {
        differing > imageSectors / 2
            && states.parts(in: 16..<17).first.map { $0.state.isDifference } ?? false
    }

    public var verdict: Verdict { answer.verdict }
}
