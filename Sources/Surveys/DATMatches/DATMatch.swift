public import DATs
public import DiscModel

/// What a DAT knows of the image.
public struct DATMatch: Sendable {
    public let list: DATList
    /// The entries that fit best; none where the image is not in it.
    public let entries: [Entry]
    /// Why it could not be looked up, as a clause, where it is in none.
    public let obstacle: String?
    /// An entry that has files of the same sizes, and other content in all of them.
    public let sameSize: (count: Int, first: String)?

    /// An entry, and what became of each of its files.
    public struct Entry: Sendable {
        public let game: DATGame
        public let parts: [Part]
        /// Tracks of the image that the entry does not have.
        public let extra: [DumpPart]

        /// Those that hold sectors.
        public var content: [Part] { parts.filter { !$0.listed.isSheet } }

        /// Whether all of it is there as it is.
        public var isWhole: Bool {
            extra.isEmpty && content.allSatisfy { $0.state == .same || $0.state == .unknown }
        }

        /// Whether all of it is there, if need be after it was written in another form.
        public var isKnown: Bool {
            extra.isEmpty
                && content.allSatisfy {
                    $0.state == .same || $0.state == .unknown || $0.state == .afterConversion
                }
        }
    }

    /// A file of an entry, and what of the image it was held against.
    public struct Part: Sendable {
        public let listed: DATPart
        public let own: DumpPart?
        public let state: State
    }

    public enum State: Sendable, Hashable {
        case same
        /// The user data is the same, which isocheck convert writes alone.
        case afterConversion
        /// The same samples, so many later than they should be; earlier, where it is negative.
        case shifted(Int)
        /// The image has the user data alone, without which nobody can tell.
        case lacksCodes
        /// The same length, and other content.
        case differs
        /// So many bytes more than listed, or less.
        case otherLength(Int64)
        /// Nothing in the image could be it.
        case missing
        /// The DAT has no digest of it.
        case unknown
        /// It was not digested, and why.
        case open(String)
    }
}

/// What all DATs that somebody named know of the image.
public struct DATMatchFacts: Facts {
    public let matches: [DATMatch]
}
