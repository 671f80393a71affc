import DiscModel
import SectorCodes
import Surveys

/// LibCrypt, the protection of PlayStation discs: sub-channel Q of 16 sectors of the third minute, and mostly of as many of the ninth, has
/// wrong times and checks. They stand in pairs, five sectors apart.
struct LibCrypt {
    /// Sectors whose Q does not hold.
    let count: Int
    /// Where they stand.
    let minutes: String

    private static let counts = 8...64
    private static let distance = 5

    /// - Parameter sectors: all whose Q does not hold its check.
    init?(_ sectors: [Int]) {
        let minutes = sectors.compactMap { MSF(lba: $0)?.minute }
        guard Self.counts ~= sectors.count, minutes.count == sectors.count, minutes.contains(3),
            minutes.allSatisfy({ $0 == 3 || $0 == 9 })
        else { return nil }
        let all = Set(sectors)
        let pairs = sectors.filter { all.contains($0 + Self.distance) || all.contains($0 - Self.distance) }
        guard pairs.count == sectors.count else { return nil }
        count = sectors.count
        self.minutes = minutes.contains(9) ? "the third and ninth minute" : "the third minute"
    }

    /// In the sub-channel of the image.
    static func inSubchannel(of disc: Disc) -> LibCrypt? {
        let tallies = disc.facts(SubchannelFacts.self)?.stretches.map(\.found.damaged) ?? []
        let runs = tallies.flatMap(\.runs)
        guard !tallies.contains(where: \.isCut), runs.allSatisfy({ $0.count == 1 }) else { return nil }
        return LibCrypt(runs.map(\.first))
    }

    /// There, or in a file beside it.
    static func all(on disc: Disc) -> [(what: String, pattern: LibCrypt)] {
        var found: [(String, LibCrypt)] = inSubchannel(of: disc).map { [("sub-channel Q", $0)] } ?? []
        if let file = disc.facts(SubchannelPatchFacts.self), let pattern = LibCrypt(file.sectors) {
            found.append(("sub-channel Q, as \(file.file.escaped) keeps it,", pattern))
        }
        return found
    }
}
