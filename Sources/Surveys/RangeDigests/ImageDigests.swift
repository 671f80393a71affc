import Bytes
public import Checksums
public import Digests
public import DiscModel
public import Sectors

/// The digests of the image's files and tracks as they are stored, the ones that a person would compute beside isocheck.
public struct ImageDigests: Facts {
    public struct File: Sendable {
        /// Its name in the folder.
        public let name: DisplayName
        public let role: SourceRole
        /// By algorithm; none for a file without a byte.
        public let requests: [DigestRequest]
    }

    /// The sectors of a track without the sub-channels between them: the bytes of its own file, where it has one.
    public struct Track: Sendable {
        public let session: Int
        public let number: Int
        /// By algorithm; none when there is an obstacle.
        public let requests: [DigestRequest]
        /// Why there can be no digest, as a clause.
        public let obstacle: String?
    }

    /// In the order of the container, with the compressed file that they were unpacked from, if they were.
    public let files: [File]
    /// In the order of the container.
    public private(set) var tracks: [Track] = []

    /// Each once, though a file may be a track.
    public var requests: Set<DigestRequest> { Set((files.map(\.requests) + tracks.map(\.requests)).joined()) }

    /// The compressed file that the others were unpacked from, if they were.
    public var packedFile: File? { files.first { $0.role == .packed } }

    private let algorithms: [DigestAlgorithm]
    /// Where each file begins in the feed of files.
    private let starts: [UInt64]

    /// - Parameter files: of the image, in their order.
    public init(
        _ algorithms: Set<DigestAlgorithm>, of files: [(name: String, role: SourceRole, size: UInt64)]
    ) {
        let chosen = DigestAlgorithm.allCases.filter(algorithms.contains)
        var starts: [UInt64] = [0]
        for file in files { starts.append(starts[starts.count - 1].adding(file.size)) }
        self.algorithms = chosen
        self.starts = starts
        self.files = zip(files, zip(starts, starts.dropFirst())).map { file, bytes in
            File(
                name: DisplayName(utf8: Array(file.name.utf8)), role: file.role,
                requests: (file.size == 0 ? [] : chosen).map {
                    DigestRequest($0, of: [bytes.0..<bytes.1], in: .files)
                })
        }
    }

    /// Asks for the digests of a track, too.
    ///
    /// - Parameters:
    ///   - extents: its sectors in the files, none of them behind the end of its file.
    ///   - obstacle: why there can be no digest, as a clause.
    public mutating func add(
        track number: Int, session: Int, _ extents: [SectorMap.Extent], obstacle: String?
    ) {
        let isLong = extents.reduce(0) { $0.adding($1.layout.subchannel > 0 ? $1.count : 0) } > Self.longestCD
        let obstacle = obstacle ?? (isLong ? "it has more sectors than a CD" : nil)
        let ranges = obstacle == nil ? ranges(of: extents) : []
        tracks.append(
            Track(
                session: session, number: number,
                requests: ranges.isEmpty ? [] : algorithms.map { DigestRequest($0, of: ranges, in: .files) },
                obstacle: obstacle))
    }

    /// Sectors that addresses of minutes, seconds and frames can count. A sector with a sub-channel behind it is a range
    /// of its own, so their number has to be bounded; a file without data on the disk is as long as it likes.
    private static let longestCD: UInt64 = 100 * 60 * 75

    /// The bytes of sectors; those that follow each other are one range.
    private func ranges(of extents: [SectorMap.Extent]) -> [Range<UInt64>] {
        var ranges: [Range<UInt64>] = []
        func append(_ range: Range<UInt64>) {
            if let last = ranges.last, last.upperBound == range.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                ranges.append(range)
            }
        }
        for extent in extents where starts.indices.contains(extent.source) {
            let layout = extent.layout
            let start = starts[extent.source].adding(extent.offset)
            if layout.subchannel == 0 {
                append(start..<start.adding(extent.count.times(layout.stride)))
            } else {
                for sector in 0..<extent.count {
                    let at = start.adding(sector.times(layout.stride))
                    append(at..<at.adding(layout.stride - layout.subchannel))
                }
            }
        }
        return ranges
    }
}

/// How far the pass over the content came.
public struct ScanFacts: Facts {
    /// Whether the end was reached; false when a person stopped it.
    public let isComplete: Bool
    /// Bytes of the files that were read or tried.
    public let done: UInt64
    public let gaps: [Gap]
    /// The day on which an earlier run read the content, where this one did not.
    public let since: String?

    public init(isComplete: Bool, done: UInt64, gaps: [Gap], since: String? = nil) {
        self.since = since
        self.isComplete = isComplete
        self.done = done
        self.gaps = gaps
    }
}
