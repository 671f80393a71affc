public import Bytes
public import DiscModel

/// What BDMV holds.
public struct BluRayFacts: Facts {
    /// The directory, and the tree in which it was read.
    public let directory: Place
    public let tree: TreeKind
    /// index.bdmv and MovieObject.bdmv, then playlists and clips by their numbers; each with its copy in BACKUP.
    public let pairs: [BDPair]
    /// By their numbers.
    public let streams: [BDStream]
    /// Whether there is a directory BACKUP, and one for the keys of AACS.
    public let hasBackup: Bool
    public let hasAACS: Bool
    public let gaps: [Gap]

    /// Whether it is AVCHD, of which cameras and programs write version 0100, also on DVD.
    public var isAVCHD: Bool {
        pairs.first { $0.kind == .index }?.best.map { $0[BDHeader.version].elementsEqual("0100".utf8) }
            ?? false
    }

    public func pair(_ kind: BDFileKind, _ number: Int = 0) -> BDPair? {
        let at = pairs.partitioningIndex { ($0.kind.rank, $0.number) >= (kind.rank, number) }
        return at < pairs.count && pairs[at].kind == kind && pairs[at].number == number ? pairs[at] : nil
    }
    public func stream(_ number: Int) -> BDStream? {
        let at = streams.partitioningIndex { $0.number >= number }
        return at < streams.count && streams[at].number == number ? streams[at] : nil
    }
}

/// The kinds of files that are there twice.
public enum BDFileKind: Sendable, CaseIterable {
    case index, movieObjects, playlist, clip

    /// The letters that it begins with.
    public var identifier: String {
        switch self {
        case .index: "INDX"
        case .movieObjects: "MOBJ"
        case .playlist: "MPLS"
        case .clip: "HDMV"
        }
    }

    var rank: Int {
        switch self {
        case .index: 0
        case .movieObjects: 1
        case .playlist: 2
        case .clip: 3
        }
    }

    /// The directory in BDMV that it lies in, and its path there.
    var directory: String? {
        switch self {
        case .index, .movieObjects: nil
        case .playlist: "PLAYLIST"
        case .clip: "CLIPINF"
        }
    }

    /// The path in BDMV, or in BACKUP.
    public func path(_ number: Int) -> String {
        let digits = String(String(100_000 + number).suffix(5))
        return switch self {
        case .index: "index.bdmv"
        case .movieObjects: "MovieObject.bdmv"
        case .playlist: "PLAYLIST/\(digits).mpls"
        case .clip: "CLIPINF/\(digits).clpi"
        }
    }
}

/// A file of BDMV and its copy.
public struct BDPair: Sendable {
    public let kind: BDFileKind
    /// Of playlists and clips.
    public let number: Int
    public internal(set) var file: VideoFile?
    public internal(set) var copy: VideoFile?
    /// What was read of each, where it could be.
    public internal(set) var information: BDInformation?
    public internal(set) var backup: BDInformation?
    public internal(set) var difference: VideoDifference?

    /// What could be read of both.
    public var copies: [BDInformation] { [information, backup].compactMap(\.self) }
    /// The one that players read: the copy where the other is not what it ought to be.
    public var best: BDInformation? { copies.first { $0.hasIdentifier } }
}

/// A file of BDMV as far as it is looked at.
public struct BDInformation: RawStructure {
    /// Its first bytes, the header.
    public let record: Record
    public let file: VideoFile
    public let kind: BDFileKind
    /// Parts that its header or a table leads to and that end behind the file or begin there.
    public let faults: [BDFault]
    /// Of a playlist, the clips that it plays, each once and by its number, with the place of the first item.
    public let clips: [(number: Int, place: Place)]

    static let headLength = 64

    public var prefix: String { "\(kind.identifier)/" }
    public var fields: [AnyField] {
        [BDHeader.identifier.any, BDHeader.version.any] + Self.pointers(of: kind).map(\.field.any)
            + (kind == .clip ? [BDClipTable.packets.any] : [])
    }
    public var hasIdentifier: Bool { record[BDHeader.identifier].elementsEqual(kind.identifier.utf8) }

    /// The place of a field, with the file that it stands in.
    public func place<Coding>(of field: Field<Coding>) -> Place { file.naming(place(field)) }

    /// The part that a file need not have.
    static let optional = "extensions"

    /// Where the header says that parts begin, and what they are called.
    static func pointers(of kind: BDFileKind) -> [(field: BDLong, name: String)] {
        switch kind {
        case .index:
            [(BDNavigation.indexes, "titles"), (BDNavigation.extensionData, optional)]
        case .movieObjects: [(BDNavigation.objectExtensionData, optional)]
        case .playlist:
            [
                (BDPlaylistTable.items, "items"), (BDPlaylistTable.marks, "marks"),
                (BDPlaylistTable.extensionData, optional),
            ]
        case .clip:
            [
                (BDClipTable.sequences, "sequences"), (BDClipTable.programs, "programs"),
                (BDClipTable.points, "entry points"), (BDClipTable.marks, "marks"),
                (BDClipTable.extensionData, optional),
            ]
        }
    }
}

/// A part of a file that does not lie in what holds it, or has no room for itself.
public struct BDFault: Sendable {
    /// What it is, such as "the part with items".
    public let part: String
    /// The byte at which it begins, and its length; nil where that could not be read.
    public let start: UInt64
    public let length: UInt64?
    /// Where that ends which it lies in: the file, or a part of it.
    public let limit: UInt64
    public let place: Place
}

/// A stream, nnnnn.m2ts.
public struct BDStream: Sendable {
    public let number: Int
    public let file: VideoFile
}
