/// Something that is wrong with an evidence file, as a sentence without a full stop that names what it is about.
public struct EWFFault: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// A segment that is not there, or of another set.
        case segment
        /// A segment that is twice there, or under the name of another one.
        case misplacedSegment
        /// A descriptor with a wrong sum, or a chain that leads nowhere.
        case chain
        /// A chain of which the two recordings lead to different places.
        case twoWays
        /// The acquisition was not ended.
        case unfinished
        /// A section whose own sum is wrong, or that is not as long as it must be.
        case section
        /// Two descriptions of the medium that are not the same.
        case media
        /// Two headers that tell of different cases.
        case headers
        /// All tables that lead to some chunks.
        case tables
        /// The entries of one of the two, or its head, while the other is sound.
        case oneTable, oneTableHead
        /// Tracks that the medium does not have.
        case sessions
    }

    public let kind: Kind
    public let text: String
    /// The file, and what of it.
    public let file: String
    public let place: String
}
