import Bytes
import Checksums
import Containers
import Digests
public import DiscModel
public import Readers

/// Holds an image against what dvdisaster recorded of it, sector by sector, in the one pass. Nothing is computed of its Reed-Solomon
/// code: what it can repair follows from the number of damaged sectors in each column alone.
public struct DVDisasterCheck: PassReader {
    public typealias Found = DVDisasterCheckFacts
    public static let needs: [any Facts.Type] = [DVDisasterFacts.self, DVDisasterFileFacts.self]
    public static let scope = Scope.content

    /// Sets that are held against the image; more lie beside none.
    private static let setLimit = 8

    public init() {}

    public func surveys(_ context: DiscContext) -> [any Survey] {
        layouts(context).map { SectorSumSurvey($0.layout, sectors: context.disc.size.sectorsNeeded) }
    }

    private func layouts(_ context: DiscContext) -> [(index: Int, layout: DVDisasterLayout)] {
        let sets = context.disc.errorCorrection.prefix(Self.setLimit).enumerated()
        return sets.compactMap { index, set in set.layout.map { (index, $0) } }
    }

    public func found(_ measured: [any Facts], _ context: DiscContext) -> DVDisasterCheckFacts? {
        // Where a person stopped the pass, what was not read would be taken for damaged.
        guard context.isComplete else { return nil }
        let sets = context.disc.errorCorrection
        var results: [Int: DVDisasterResult] = [:]
        for ((index, layout), facts) in zip(layouts(context), measured) {
            guard let sums = facts as? SectorSums else { continue }
            var comparison = SectorComparison(sets[index], layout, sums, context)
            results[index] = comparison.result()
        }
        return DVDisasterCheckFacts(results: results)
    }
}

/// What became of the error correction data of an image.
public struct DVDisasterCheckFacts: Facts {
    /// By the number of the set.
    let results: [Int: DVDisasterResult]
}

/// An image held against one set of error correction data.
public struct DVDisasterResult: Sendable {
    /// Sectors of the image in ascending runs that are not what was recorded, or not there; some of many.
    public internal(set) var damaged: [Range<UInt64>] = []
    /// How many there are, and how many of them belong to the image that was protected.
    public internal(set) var damagedCount: UInt64 = 0
    public internal(set) var damagedData: UInt64 = 0
    /// The same in the file of redundancy, where there is one and its sectors can be told.
    public internal(set) var damagedInFile: UInt64 = 0
    /// Sectors of sums that do not hold, so that nothing is known of the sectors that they are about; and how many these are.
    public internal(set) var lostSums: UInt64 = 0
    public internal(set) var unsummed: UInt64 = 0
    /// Sectors that were held against a sum, and those that were found to be others.
    public internal(set) var compared: UInt64 = 0
    public internal(set) var differing: UInt64 = 0
    /// The most damaged sectors of one column, and how many columns have more than can be repaired.
    public internal(set) var worst: UInt64 = 0
    public internal(set) var lostColumns: UInt64 = 0
    /// Whether the redundancy has the sum that the header records; nil where there is none, or not all could be read.
    public internal(set) var parityHolds: Bool?
    /// Bytes of the file, where there is one.
    public internal(set) var fileLength: UInt64?
    /// Whether it was not seen to its end, because a person stopped it.
    public internal(set) var isStopped = false

    /// Runs that are kept.
    static let runLimit = 10_000
}

extension Disc {
    /// What became of a set of error correction data; nil where nobody looked.
    public func result(ofErrorCorrection index: Int) -> DVDisasterResult? {
        facts(DVDisasterCheckFacts.self)?.results[index]
    }
}
