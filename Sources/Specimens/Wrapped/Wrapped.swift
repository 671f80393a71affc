import Bytes

/// An image in a container, forged in memory: the file that is opened, and the files beside it.
///
/// What the containers look like follows their descriptions, not the readers.
public struct Wrapped: Sendable {
    /// Name of the file that is opened.
    public var name: String
    public var bytes: [UInt8]
    /// The files beside it by name.
    public var siblings: [String: [UInt8]]
    /// Where structures of the file that is opened begin, such as "track 2".
    let structures: [String: Int]

    public init(
        name: String, bytes: [UInt8], siblings: [String: [UInt8]] = [:], structures: [String: Int] = [:]
    ) {
        self.name = name
        self.bytes = bytes
        self.siblings = siblings
        self.structures = structures
    }

    /// A copy with the patches made by `change`.
    public func with(_ change: (inout Wrapped) -> Void) -> Wrapped {
        var copy = self
        change(&copy)
        return copy
    }

    /// Replaces the first occurrence of a text in the file that is opened; a text that is not there stops the program.
    public mutating func replace(_ old: String, with new: String) {
        let (from, to) = (Array(old.utf8), Array(new.utf8))
        let starts = 0...max(0, bytes.count - from.count)
        guard
            let at = starts.first(where: { bytes[$0..<min(bytes.count, $0 + from.count)].elementsEqual(from) }
            )
        else { fatalError("this container does not hold \"\(old)\"") }
        bytes.replaceSubrange(at..<at + from.count, with: to)
    }
}

/// A disc to be wrapped: raw sectors, track by track.
public struct WrappedDisc: Sendable {
    public struct Track: Sendable {
        public let number: Int
        public let session: Int
        public let isAudio: Bool
        /// LBA of INDEX 01.
        public let start: Int
        /// Sectors before INDEX 01, in `sectors` too.
        public let pregap: Int
        /// 2352 bytes each, the pregap first.
        public let sectors: [[UInt8]]

        public var length: Int { sectors.count - pregap }
        public var end: Int { start + length }
    }

    public var tracks: [Track]
    public var leadOut: Int { tracks.last?.end ?? 0 }

    /// A disc with an ISO image in Mode 1 or, as CD-ROM XA, in Mode 2, and audio tracks of 300 sectors behind it, each with
    /// a stored pregap of 75.
    public init(_ image: [UInt8], xa: Bool = false, audioTracks: Int = 0) {
        let count = image.count.sectorsNeeded
        let padded = image + [UInt8](repeating: 0, count: count * .sector - image.count)
        let data = (0..<count).map { lba in
            let user = padded[lba * .sector..<(lba + 1) * .sector]
            return xa ? RawSector.mode2form1(lba: lba, user) : RawSector.mode1(lba: lba, user)
        }
        tracks = [Track(number: 1, session: 1, isAudio: false, start: 0, pregap: 0, sectors: data)]
        for number in 0..<audioTracks {
            let sectors = (0..<375).map { RawSector.audio(number * 375 + $0) }
            tracks.append(
                Track(
                    number: number + 2, session: 1, isAudio: true, start: leadOut + 75, pregap: 75,
                    sectors: sectors))
        }
    }

    /// Adds a session with an ISO image whose block numbers count from the start of the disc.
    public mutating func addSession(_ image: [UInt8]) {
        let start = leadOut + 11_400
        let data = (0..<image.count / .sector).map {
            RawSector.mode1(lba: start + $0, image[$0 * .sector..<($0 + 1) * .sector])
        }
        tracks.append(
            Track(
                number: tracks.count + 1, session: 2, isAudio: false, start: start, pregap: 0, sectors: data))
    }

    /// Adds a track of data right behind the last.
    public mutating func addTrack(_ image: [UInt8]) {
        let start = leadOut
        let data = (0..<image.count / .sector).map {
            RawSector.mode1(lba: start + $0, image[$0 * .sector..<($0 + 1) * .sector])
        }
        tracks.append(
            Track(
                number: tracks.count + 1, session: 1, isAudio: false, start: start, pregap: 0, sectors: data))
    }

    /// A copy that stores the first pregap, 150 sectors of zeros from LBA -150 on.
    public var withPregap: WrappedDisc {
        var disc = self
        guard let first = tracks.first else { return self }
        let zeros = [UInt8](repeating: 0, count: .sector)
        let pregap = (-150..<0).map { RawSector.mode1(lba: $0, zeros[...]) }
        disc.tracks[0] = Track(
            number: first.number, session: first.session, isAudio: first.isAudio, start: first.start,
            pregap: 150,
            sectors: pregap + first.sectors)
        return disc
    }

    /// Which bytes of each raw sector a container stores.
    ///
    /// - Parameters:
    ///   - subchannel: bytes of sub-channel behind each.
    ///   - withQ: whether they hold what a disc has there, and not zeros.
    func stored(_ track: Track, _ part: Range<Int>, subchannel: Int = 0, withQ: Bool = false) -> [UInt8] {
        track.sectors.enumerated().flatMap { index, sector in
            let behind =
                withQ
                ? ForgedQ(track, index).bytes(count: subchannel) : [UInt8](repeating: 0, count: subchannel)
            return sector[part] + behind
        }
    }

    /// All sectors of all tracks, 2352 bytes each.
    var raw: [UInt8] { tracks.flatMap { $0.sectors.flatMap { $0 } } }
}

extension Wrapped {
    /// Bare sectors.
    ///
    /// - Parameters:
    ///   - part: the bytes of each raw sector that are stored.
    ///   - leading: bytes before the first.
    ///   - trailing: bytes behind the last.
    ///   - withQ: whether the sub-channel holds what a disc has there, and not zeros.
    public static func raw(
        _ disc: WrappedDisc, part: Range<Int> = 0..<2352, subchannel: Int = 0, leading: Int = 0,
        trailing: Int = 0, name: String = "disc.bin", withQ: Bool = false
    ) -> Wrapped {
        let sectors = disc.tracks.flatMap { disc.stored($0, part, subchannel: subchannel, withQ: withQ) }
        let before = [UInt8](repeating: 0x55, count: leading)
        return Wrapped(name: name, bytes: before + sectors + [UInt8](repeating: 0xAA, count: trailing))
    }
}
