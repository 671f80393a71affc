import Bytes
public import Checksums
public import Digests
public import DiscModel

/// Checksums that libisofs (xorriso with `-md5 on`) wrote: tags over the sessions, and an array with a sum of each file.
public struct LibisofsFacts: ChecksumFacts {
    /// Where a tag should be and none is that can be used.
    public struct BrokenTag: Sendable, Hashable {
        public let kind: LibisofsTag.Kind
        public let place: Place
        /// As a clause that follows "the superblock tag".
        public let fault: String
    }

    /// A piece of a session's beginning without whose present content its superblock sum holds.
    public struct LaterChange: Sendable, Hashable {
        public let what: String
        public let fill: DigestRequest.Fill
        /// Whether what stands there now is what programs put there on purpose: a boot sector, an implanted sum.
        public let isOnPurpose: Bool
    }

    /// A tag whose line is sound, and what was changed behind its back.
    public struct Tag: Sendable, Hashable {
        public let tag: LibisofsTag
        /// Set on superblock tags only. The sum is taken as if they had not happened, as are all sums of the session.
        public let changes: [LaterChange]
        public let request: DigestRequest
    }

    /// The array with the sums of the files.
    public struct SumArray: Sendable, Hashable {
        public let place: Place
        /// First block of the session that it was written with.
        public let session: UInt64
        /// Sums in it, those of the session before it and of the array itself included.
        public let count: Int
        /// Its last sum, of all others; nil when it is not there.
        public let recordedSum: Digest?
        public let actualSum: Digest
        /// Files of the tree without a sum, and with an index that the array does not have.
        public let unnamed, astray: Int

        public var isSound: Bool { recordedSum == actualSum }
    }

    public let tags: [Tag]
    public let broken: [BrokenTag]
    public let array: SumArray?
    /// Why the array cannot be used, as a clause.
    public let arrayProblem: String?
    public let statements: [ChecksumStatement]

    public var claims: [Claim] {
        tags.map { tag in
            Claim(
                .checksum, offset: tag.tag.block * .sector, length: .sector,
                "libisofs \(tag.tag.kind.name)")
        }
    }

    public func tags(_ kind: LibisofsTag.Kind) -> [Tag] { tags.filter { $0.tag.kind == kind } }

    /// The superblock tag of the session that a tag belongs to.
    public func superblock(of tag: LibisofsTag) -> Tag? {
        tags.first { $0.tag.kind == .superblock && $0.tag.start == tag.start }
    }
}
