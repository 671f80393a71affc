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
    /// What is wrong with the index, as a clause about it.
    public internal(set) var fault: String?
    /// Bytes behind all that the index leads to.
    public internal(set) var trailingBytes: UInt64 = 0
    /// Checksums that it records of what it unpacks to, where that is one of several files of an image.
    public internal(set) var sums: [StoredSum] = []

    /// A checksum of packed bytes, counted in the file itself.
    var ownSum: StoredSum?
    /// Why nothing may be found in it, as a clause.
    var obstacle: String?
    /// Whether a checksum over its tables holds.
    public internal(set) var tableSum: IntegrityCheck.State = .absent

    init(name: String, kind: String, index: String) {
        self.name = name
        self.kind = kind
        self.index = index
    }

    /// What it is with its article, such as "an ECM".
    var inWords: String { "\(kind.first.map("AEIOU".contains) == true ? "an" : "a") \(kind)" }
}

/// A checksum that a file records of what it unpacks to.
public struct StoredSum: Sendable {
    /// What it is called in messages, such as "the EDC in track1.bin.ecm".
    public let name: String
    public let digest: Digest
    /// The bytes that it is of, counted over the files of the container one behind the other.
    public let range: Range<UInt64>

    /// The same of a file that stands behind `count` bytes of others.
    func behind(_ count: UInt64) -> StoredSum {
        StoredSum(
            name: name, digest: digest,
            range: range.lowerBound.adding(count)..<range.upperBound.adding(count))
    }
}
