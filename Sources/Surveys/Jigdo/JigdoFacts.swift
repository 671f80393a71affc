import Bytes
public import Checksums
public import Digests
public import DiscModel

/// What jigdo files and templates say of an image.
public struct JigdoFacts: ChecksumFacts {
    public let downloads: [JigdoDownload]

    public var statements: [ChecksumStatement] { downloads.flatMap { $0.sums + $0.parts } }
}

/// A `.jigdo` and its `.template`, or one of them.
public struct JigdoDownload: Sendable {
    /// The files that are there.
    public let jigdo: DisplayName?
    public let template: DisplayName?
    /// Whether somebody named one of them.
    public let isGiven: Bool
    /// Why one of them could not be used, in words that begin with its name.
    public let obstacles: [String]
    /// Bytes that the image should have; nil where no template tells.
    public let imageLength: UInt64?
    /// Digests of the whole image, and of its parts.
    public let sums: [ChecksumStatement]
    public let parts: [ChecksumStatement]
    /// What the jigdo file says that its template is; each is one of two digests of the same.
    let templateDigests: [Digest]
    let source: (any ByteSource)?

    /// What it is called in a sentence.
    public var name: String { (jigdo ?? template)?.escaped ?? "" }
}

/// What became of the templates: whether they are those that their jigdo files name.
public struct JigdoTemplateFacts: Facts {
    /// By the number of the download: what was expected, and what is there.
    public let others: [Int: (expected: Digest, actual: Digest)]
    /// Downloads of which the template could not be read to its end.
    public let unread: Set<Int>
}
