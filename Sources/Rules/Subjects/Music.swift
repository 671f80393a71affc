import Bytes
import Containers
public import DiscModel
import FileSystems

/// The audio tracks of a disc, and the files that are music in them.
///
/// A directory of a PlayStation or CD-i disc names them like files, with the CD-ROM XA attribute for CD-DA, and the volume counts
/// the whole disc. No volume has their bytes, so that such a file belongs to its track, and is neither lost nor astray.
public struct Music {
    /// An audio track with its pregap, in bytes as a volume counts them.
    public struct Track: Sendable {
        public let number: Int
        public let range: Range<UInt64>
        /// The byte at which INDEX 01 is.
        let start: UInt64
    }

    public let tracks: [Track]
    /// Where the data of files begins that are music by their attributes.
    private let starts: Set<UInt64>
    private let tree: ISOTree?

    public init(of disc: Disc) {
        tracks = Self.tracks(of: disc)
        tree = disc.iso?.isoTree(.iso9660)
        let base = disc.iso?.base ?? 0
        starts =
            tree.map { tree in
                // Attributes that no record of the root has are on no record.
                let isXA = tree.slots.indices.prefix(64).contains { tree.hasXA($0) }
                guard isXA else { return [] }
                let music = tree.slots.indices.filter { tree.isMusic($0) }
                return Set(music.map { tree.record($0).dataOffset(blockSize: tree.blockSize).adding(base) })
            } ?? []
    }

    static func tracks(of disc: Disc) -> [Track] {
        let all = disc.facts(ContainerFacts.self)?.layout.tracks ?? []
        return all.filter(\.isAudio).map { track in
            let (start, end) = (track.start - track.pregap, track.sectors.upperBound)
            return Track(
                number: track.number, range: start.offset..<max(start.offset, end.offset),
                start: track.start.offset)
        }
    }

    /// Whether a file is music by its attributes, whether its track is here or not.
    public func isMusic(_ extent: FileTree.Extent) -> Bool { starts.contains(extent.offset) }

    /// The audio track to which the bytes of a file belong; nil for all that are data. Without attributes it is only a file that begins
    /// where the music does: of a volume that was cut, data can be said to lie anywhere behind it.
    public func track(of extent: FileTree.Extent) -> Int? {
        let isMusic = isMusic(extent)
        return tracks.first { $0.start == extent.offset || isMusic && $0.range.contains(extent.offset) }?
            .number
    }

    /// First byte behind the last audio track; writers add two seconds.
    var end: UInt64 { tracks.map(\.range.upperBound).max().map { $0.adding(150 * .sector) } ?? 0 }
}

extension ISOTree {
    /// Whether a record has CD-ROM XA attributes (CD-ROM XA, II.2.7).
    func hasXA(_ slot: Int) -> Bool {
        let area = systemUseArea(slot)
        return area.count >= 14 && area.dropFirst(6).starts(with: "XA".utf8)
    }

    /// Whether they say that the file is CD-DA.
    func isMusic(_ slot: Int) -> Bool {
        let area = systemUseArea(slot)
        return hasXA(slot) && area[area.startIndex + 4] & 0x40 != 0
    }
}
