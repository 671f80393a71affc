import Bytes
public import Digests

/// A file of a container that is unpacked piece by piece when its bytes are asked for, and what its index leads to.
public struct UnpackedFile: Sendable {
    /// Its name in the folder.
    public let name: String
    /// What it is called in messages, such as "CSO".
    public let kind: String
    /// What its index is called in messages, such as "index of blocks".
    public let index: String
    /// Ways in which its pieces are packed, such as "deflate"; none where nothing is.
    public let codecs: [String]
    /// Bytes that a piece unpacks to, where all have the same number.
    public let blockBytes: UInt64?
    public let blockCount: UInt64
    /// What is wrong with the index, as a clause about it.
    public var fault: String?
    /// Bytes behind all that the index leads to.
    public var trailingBytes: UInt64 = 0
    /// Checksums that it records of what it unpacks to.
    public internal(set) var sums: [StoredSum] = []

    /// What it is with its article, such as "an ECM".
    var inWords: String { "\(kind.first.map("AEIOU".contains) == true ? "an" : "a") \(kind)" }

    public init(
        name: String, kind: String, index: String, codecs: [String], blockBytes: UInt64? = nil,
        blockCount: UInt64
    ) {
        self.name = name
        self.kind = kind
        self.index = index
        self.codecs = codecs
        self.blockBytes = blockBytes
        self.blockCount = blockCount
    }
}

/// A checksum that a container records of bytes that it unpacks to.
public struct StoredSum: Sendable {
    /// What it is called in messages, such as "EDC of the unpacked file".
    public let what: String
    public let digest: Digest
    /// The bytes that it is of, in order, counted over the files of the container one behind the other.
    public let ranges: [Range<UInt64>]

    /// The same of a file that stands behind `count` bytes of others.
    func behind(_ count: UInt64) -> StoredSum {
        StoredSum(
            what: what, digest: digest,
            ranges: ranges.map { $0.lowerBound.adding(count)..<$0.upperBound.adding(count) })
    }

    public init(what: String, digest: Digest, ranges: [Range<UInt64>]) {
        self.what = what
        self.digest = digest
        self.ranges = ranges
    }
}
