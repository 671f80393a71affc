public import Digests
public import DiscModel

/// What a container unpacks to, as one run of bytes, and the digests that it records of it.
public struct StoredPayload: Sendable {
    /// A digest as it is recorded.
    public struct Recorded: Sendable, Hashable {
        public let digest: Digest
        /// Bytes of the content that it covers, in order.
        public let ranges: [Range<UInt64>]
        /// Where it stands in the container.
        public let place: Place
        /// What messages call it, such as "the SHA-1 in the CHD".
        public let name: String

        init(_ digest: Digest, of range: Range<UInt64>, at place: String, named name: String) {
            self.init(digest, of: [range], at: place, named: name)
        }

        init(_ digest: Digest, of ranges: [Range<UInt64>], at place: String, named name: String) {
            self.digest = digest
            self.ranges = ranges.filter { !$0.isEmpty }
            self.place = Place(field: place)
            self.name = name
        }
    }

    public let blocks: BlockStore
    /// Ways in which blocks are packed, in the format's words; none where they are stored as they are.
    public let codecs: [String]
    /// Whether each block has a sum of its own, so that damage is seen in it.
    public let hasSums: Bool
    public let recorded: [Recorded]

    init(_ blocks: any PackedBlocks, codecs: [String], hasSums: Bool, recorded: [Recorded]) {
        self.hasSums = hasSums
        self.blocks = BlockStore(blocks, digesting: recorded)
        self.codecs = codecs
        self.recorded = recorded
    }
}
