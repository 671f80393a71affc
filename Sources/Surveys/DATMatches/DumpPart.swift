public import Bytes
import Checksums
import Digests
import DiscModel

/// What lists of dumps count as one file of the image: a track, a file that holds sectors, or one that says where they lie.
public struct DumpPart: Sendable {
    public enum Kind: Sendable, Hashable {
        /// A track of sectors as the container stores them, without what stands between them.
        case track(Int)
        case file
        /// A file that says where tracks lie.
        case sheet
    }

    public let kind: Kind
    /// The file that it is, where it is one by itself.
    public let name: String?
    /// In bytes.
    public let size: UInt64
    /// Sectors of the user data, where the image has more than those.
    public let data: Range<UInt64>?
    public let isAudio: Bool
    /// Bytes of a sector, without its sub-channel.
    public let sector: UInt64
    /// Where its bytes are, when all files are laid end to end; none where there is an obstacle.
    public let ranges: [Range<UInt64>]
    /// Why it has no digest, as a clause.
    public let obstacle: String?

    public init(
        _ kind: Kind, name: String?, size: UInt64, sector: UInt64 = .sector, data: Range<UInt64>? = nil,
        isAudio: Bool = false, ranges: [Range<UInt64>], obstacle: String? = nil
    ) {
        self.kind = kind
        self.name = name
        self.size = size
        self.sector = sector
        self.data = data
        self.isAudio = isAudio
        self.ranges = ranges
        self.obstacle = obstacle
    }

    /// What it is called in a sentence, such as "track 2".
    public var title: String {
        switch kind {
        case .track(let number): "track \(number)"
        case .file: "the image"
        case .sheet: "the sheet"
        }
    }

    /// A raw sector of a CD (ECMA-130, 14), and the sectors of the pregap that a track begins with (20.2).
    static let (rawSector, pregap): (UInt64, UInt64) = (2_352, 150)

    /// Sizes that an entry of a DAT could give it: its own, those of other ways to store it, and those with more or less of a pregap.
    var likelySizes: [UInt64] {
        var sizes = [size]
        if let other = otherForm { sizes.append(other) }
        let gap = Self.pregap * sector
        sizes.append(size.adding(gap))
        if size > gap { sizes.append(size - gap) }
        return sizes
    }

    /// What it would take with all bytes of its sectors, or with the user data alone.
    var otherForm: UInt64? {
        guard !isAudio, kind != .sheet, sector > 0, size % sector == 0 else { return nil }
        if sector == Self.rawSector { return size / sector * .sector }
        return sector == .sector ? size / sector * Self.rawSector : nil
    }

    func request(_ algorithm: DigestAlgorithm) -> DigestRequest? {
        ranges.isEmpty ? nil : DigestRequest(algorithm, of: ranges, in: .files)
    }

    /// The digest of its user data alone.
    func dataRequest(_ algorithm: DigestAlgorithm) -> DigestRequest? {
        data.map { DigestRequest(algorithm, of: [$0.lowerBound * .sector..<$0.upperBound * .sector]) }
    }
}
