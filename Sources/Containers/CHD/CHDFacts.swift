public import Digests
import DiscModel

/// What a CHD says of itself and of what its hunks unpack to.
public struct CHDFacts: Sendable {
    /// SHA-1 of what the hunks unpack to, where it is recorded.
    public let raw: Digest?
    /// The one over that and the metadata.
    public let overall: Digest?
    /// What that covers besides.
    let summed: [UInt8]
    /// The digest of the CHD which holds what this one leaves out.
    public let parent: Digest?
    /// Whether hunks lie in it.
    public let needsParent: Bool
    /// Whether its header names a way to compress that nobody knows.
    public let hasUnknownCodec: Bool
    /// The file that was found to be that one.
    public let parentName: String?
    /// CHDs that a person named and that are others.
    public let strangers: [Stranger]
    /// What is wrong with the map, and with the list of metadata, as clauses about them.
    public let mapFault: String?
    public let metadataFault: String?
    /// Bytes behind all that it leads to.
    let trailingBytes: UInt64

    public struct Stranger: Sendable {
        public let name: String
        /// By which one that builds upon it would name it, where it has one.
        public let digest: Digest?

        /// As a clause.
        public var inWords: String {
            let has = digest.map { "has the \($0.algorithm.title) \($0.hex)" } ?? "has no digest"
            return "\(DisplayName(name).escaped), which was named for it, is another one: it \(has)"
        }
    }

    /// The overall SHA-1 of a file with the same metadata whose hunks unpack to what has a digest.
    public func overall(of raw: Digest) -> Digest { RunningDigest.digest(.sha1, of: raw.bytes + summed) }
}
