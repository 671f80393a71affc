public import Digests

/// What a CHD says of itself and of what its hunks unpack to.
public struct CHDFacts: Sendable {
    /// Whether its hunks are compressed, so that each has a CRC.
    public let isCompressed: Bool
    /// SHA-1 of what the hunks unpack to, where it is recorded.
    public let raw: Digest?
    /// The one over that and the metadata.
    public let overall: Digest?
    /// What that covers besides.
    let summed: [UInt8]
    /// That of the CHD which holds what this one leaves out.
    public let parent: Digest?
    /// Whether hunks lie in it.
    public let needsParent: Bool
    /// Whether its header names a way to compress that nobody knows.
    public let hasUnknownCodec: Bool
    /// The file that was found to be that one.
    public let parentName: String?
    /// What is wrong with the map, and with the list of metadata, as clauses about them.
    public let mapFault: String?
    public let metadataFault: String?

    /// The overall SHA-1 of a file with the same metadata whose hunks unpack to what has a digest.
    public func overall(of raw: Digest) -> Digest { RunningDigest.digest(.sha1, of: raw.bytes + summed) }
}
