import Bytes
public import Digests
public import DiscModel

/// A digest that somebody wants of some bytes of the image. All checksums that isocheck verifies are one of these: of
/// the whole image, of a file's extents, or of a range in which a few bytes count as others.
public struct DigestRequest: Sendable, Hashable, Codable {
    /// Bytes that count as something else, because the sum itself stands there or a later tool was expected to write.
    public struct Fill: Sendable, Hashable, Codable {
        public let range: Range<UInt64>
        public let byte: UInt8

        public init(_ range: Range<UInt64>, with byte: UInt8) {
            self.range = range
            self.byte = byte
        }
    }

    public let algorithm: DigestAlgorithm
    /// What the ranges count in.
    public let feed: Feed
    /// The bytes in the order in which they are digested; empty ranges are allowed.
    public let ranges: [Range<UInt64>]
    /// By offset, without overlap.
    public let fills: [Fill]
    /// Offsets, ascending, at which the digest so far is noted; they count in the feed, not in the digested bytes.
    public let marks: [UInt64]
    /// Zeros between the bytes, which stand nowhere.
    public private(set) var holes: [FileTree.Hole] = []
    /// How the bytes are packed, where what they unpack to is digested.
    public private(set) var packing: BlockPacking?

    public init(
        _ algorithm: DigestAlgorithm, of ranges: [Range<UInt64>], in feed: Feed = .data, fills: [Fill] = [],
        marks: [UInt64] = []
    ) {
        self.algorithm = algorithm
        self.feed = feed
        self.ranges = ranges.contains(where: \.isEmpty) ? ranges.filter { !$0.isEmpty } : ranges
        self.fills = fills
        self.marks = marks
    }

    /// The digest of a file's content, extent after extent.
    ///
    /// - Parameter packing: how it is stored, if it is stored packed.
    public init(
        _ algorithm: DigestAlgorithm, ofFile extents: some Sequence<FileTree.Extent>,
        holes: [FileTree.Hole] = [], packing: BlockPacking? = nil
    ) {
        self.init(algorithm, of: extents.map { $0.offset..<$0.end })
        self.holes = holes
        self.packing = packing
    }

    /// The digests of all files of a disc, each content once, and of those in the FAT file systems of partitions and boot images.
    public static func files(of disc: Disc, _ algorithms: Set<DigestAlgorithm>) -> [DigestRequest] {
        guard !algorithms.isEmpty else { return [] }
        let own = FileList(of: disc).entries.filter { $0.kind == .file || $0.kind == .associated }.flatMap {
            file in
            algorithms.map { DigestRequest($0, ofFile: file.extents, holes: file.holes) }
        }
        return own + inside(disc, algorithms)
    }

    private static func inside(_ disc: Disc, _ algorithms: Set<DigestAlgorithm>) -> [DigestRequest] {
        disc.nested.filter(\.isInside).flatMap { inner in
            let files = inner.disc.trees.filter { $0.kind == .fat }.flatMap { tree in
                tree.nodes.filter { $0.kind == .file }.flatMap { node in
                    algorithms.map { DigestRequest($0, ofFile: tree.extents(of: node)) }
                }
            }
            return files + inside(inner.disc, algorithms)
        }
    }

    /// Whether the bytes come in this order in one pass.
    public var isAscending: Bool {
        zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound }
    }

    public var byteCount: UInt64 {
        ranges.reduce(holes.reduce(0 as UInt64) { $0.adding($1.length) }) { $0.adding(UInt64($1.count)) }
    }
}
