public import Bytes
public import SectorCodes

/// How a disc is divided: sessions and tracks, as the container's descriptors tell or, where there are none, as the
/// sectors themselves do. LBAs are absolute; the first pregap of a disc has -150 to -1.
public struct DiscLayout: Sendable, Hashable {
    public var sessions: [Session]
    /// 13 digits, as recorded.
    public var mediaCatalogNumber: String?
    public var cdText: [CDTextEntry]

    public init(sessions: [Session] = [], mediaCatalogNumber: String? = nil, cdText: [CDTextEntry] = []) {
        self.sessions = sessions
        self.mediaCatalogNumber = mediaCatalogNumber
        self.cdText = cdText
    }

    public struct Session: Sendable, Hashable {
        public var number: Int
        public var tracks: [Track]

        public init(number: Int, tracks: [Track]) {
            self.number = number
            self.tracks = tracks
        }
    }

    public struct Track: Sendable, Hashable {
        /// 1 to 99, as recorded.
        public var number: Int
        public var form: SectorForm
        /// LBA of INDEX 01, as recorded; on a sound disc none lies before 0.
        public var start: LBA
        /// Sectors from INDEX 01 on, without a postgap.
        public var length: UInt64
        /// Sectors between INDEX 00 and INDEX 01, stored in a file or not.
        public var pregap: UInt64
        public var postgap: UInt64
        /// Marks from INDEX 00 on, in the order in which they are recorded.
        public var indices: [Index]
        /// International Standard Recording Code, 12 characters, as recorded.
        public var isrc: String?
        /// Where a descriptor in text states it, such as "line 4, column 12".
        public var statedAt: String?

        public init(
            number: Int, form: SectorForm, start: LBA, length: UInt64, pregap: UInt64 = 0,
            postgap: UInt64 = 0, indices: [Index] = [], isrc: String? = nil, statedAt: String? = nil
        ) {
            self.number = number
            self.form = form
            self.start = start
            self.length = length
            self.pregap = pregap
            self.postgap = postgap
            self.indices = indices
            self.isrc = isrc
            self.statedAt = statedAt
        }

        public var isAudio: Bool { form == .audio }
        /// The LBA behind its last sector.
        public var end: LBA { start + length }
        /// Its sectors without those before LBA 0, which no volume has.
        public var sectors: Range<LBA> { max(0, start)..<max(0, end) }
    }

    /// A mark inside a track; the LBA is negative only in the first pregap of the disc.
    public struct Index: Sendable, Hashable {
        public let number: Int
        public let lba: LBA

        public init(number: Int, lba: LBA) {
            self.number = number
            self.lba = lba
        }
    }

    public var tracks: [Track] { sessions.flatMap(\.tracks) }
    /// Whether it is a disc of music, which has no file system to look for.
    public var isAudioOnly: Bool { !tracks.isEmpty && tracks.allSatisfy(\.isAudio) }
}

/// One text of CD-Text (Red Book; MMC, annex on CD-Text), from packs or from the words of a sheet.
public struct CDTextEntry: Sendable, Hashable {
    /// What it is, such as `title`; `type8D` for types without a name.
    public let kind: String
    /// 0 for the disc.
    public let track: Int
    /// Language slot, 0 to 7.
    public let block: Int
    public let text: DisplayName

    public init(kind: String, track: Int, block: Int = 0, text: DisplayName) {
        self.kind = kind
        self.track = track
        self.block = block
        self.text = text
    }
}
