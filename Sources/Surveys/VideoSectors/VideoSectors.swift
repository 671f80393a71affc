import Bytes
public import DiscModel
import FileSystems
public import Readers

/// Looks at every sector of the VOBs of a DVD-Video, and at every packet of the streams of a Blu-ray, as they go by.
public struct VideoSectors: PassReader {
    public typealias Found = VideoSectorsFacts
    public static let scope = Scope.content
    public static let needs: [any Facts.Type] = [DVDVideoFacts.self, BluRayFacts.self]

    public init() {}

    public func surveys(_ context: DiscContext) -> [any Survey] {
        let survey = VideoSectorSurvey(Self.objects(of: context.disc), Self.streams(of: context.disc))
        return survey.ranges?.isEmpty == false ? [survey] : []
    }

    public func accepts(_ earlier: VideoSectorsFacts, _ context: DiscContext) -> Bool {
        earlier.objects.map(\.name) == Self.objects(of: context.disc).map(\.tally.name)
            && earlier.streams.map(\.number) == Self.streams(of: context.disc).map(\.tally.number)
    }

    private static func objects(of disc: Disc) -> [VOBCheck] {
        guard let dvd = disc.facts(DVDVideoFacts.self) else { return [] }
        return dvd.sets.flatMap { set in
            // What IFO and BUP say differently is a matter of theirs.
            func units(_ list: KeyPath<DVDInformation, [UInt32]>) -> [UInt32] {
                let lists = set.copies.filter(\.hasIdentifier).map { $0[keyPath: list] }
                return lists.first.flatMap { one in lists.allSatisfy { $0 == one } ? one : nil } ?? []
            }
            var found = set.menu.map { [VOBCheck($0, of: set, from: 0, units(\.menuUnits))] } ?? []
            var before: UInt64? = 0
            for (index, object) in set.titles.enumerated() {
                if object.number != index + 1 { before = nil }
                found.append(VOBCheck(object, of: set, from: before, units(\.titleUnits)))
                before = before?.adding(object.file.sectors)
            }
            return found
        }
    }

    private static func streams(of disc: Disc) -> [StreamCheck] {
        guard let bluRay = disc.facts(BluRayFacts.self) else { return [] }
        return bluRay.streams.map { StreamCheck($0, mayBeEncrypted: bluRay.hasAACS) }
    }
}

/// What was found in the sectors of video.
public struct VideoSectorsFacts: Facts, Codable {
    public let objects: [VOBTally]
    public let streams: [StreamTally]
}

/// How often something was found in a file, and where first.
public struct VideoCount: Sendable, Hashable, Codable {
    public private(set) var count: UInt64 = 0
    /// The first sector or packet, counted in the file.
    public private(set) var first: UInt64 = 0
    /// What it says itself, where it says something.
    public private(set) var said: UInt64 = 0

    mutating func add(_ position: UInt64, _ said: UInt64 = 0) {
        if count == 0 { (first, self.said) = (position, said) }
        count = count.adding(1)
    }
}

/// What was found in the sectors of a VOB.
public struct VOBTally: Sendable, Codable {
    /// The title set, and the number of the VOB in it.
    public struct Name: Sendable, Hashable, Codable {
        public let set: Int
        public let number: Int
        /// Its sectors, and where it begins on the disc.
        let sectors: UInt64
        let start: UInt64?
    }

    public let name: Name
    /// Sectors that were looked at.
    public internal(set) var seen: UInt64 = 0
    /// Sectors that do not begin with a pack header.
    public internal(set) var lost = VideoCount()
    /// Navigation packs that say another sector than theirs.
    public internal(set) var astray = VideoCount()
    /// Packs whose clock is behind that of the one before in the same unit.
    public internal(set) var backwards = VideoCount()
    /// Packs, but no navigation packs, at sectors where the IFO says that a unit begins.
    public internal(set) var emptyUnits = VideoCount()
    /// Packs with encrypted content.
    public internal(set) var scrambled = VideoCount()
}

/// What was found in the packets of a stream.
public struct StreamTally: Sendable, Codable {
    /// The number in its name.
    public let number: Int
    /// Packets that were looked at.
    public internal(set) var seen: UInt64 = 0
    /// Packets without their mark, as far as it is not encrypted.
    public internal(set) var lost = VideoCount()
    /// Units whose content is encrypted.
    public internal(set) var encrypted: UInt64 = 0
}
