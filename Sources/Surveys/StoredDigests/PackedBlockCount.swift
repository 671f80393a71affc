import Bytes
import Checksums
import Containers
public import DiscModel
public import Readers
import Sectors

/// How many blocks of a container cannot be unpacked.
public struct PackedBlockFacts: Facts, Codable {
    public let damaged: UInt64
}

/// Counts the blocks of a container that the one pass cannot unpack.
public struct PackedBlockCount: PassReader {
    public static let scope = Scope.content

    public init() {}

    public func surveys(_ context: DiscContext) -> [any Survey] {
        guard let payload = context.disc.facts(ContainerFacts.self)?.payload else { return [] }
        return [Count(blocks: payload.blocks, size: context.volume.sources.first?.size ?? 0)]
    }

    public typealias Found = PackedBlockFacts

    /// The first file goes by, whose bytes come from the blocks; what could not be unpacked for it the blocks know.
    private struct Count: Survey {
        let blocks: BlockStore
        let size: UInt64

        var feed: Feed { .files }
        var cost: Int { 1 }
        var ranges: [Range<UInt64>]? { [0..<size] }

        mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {}
        mutating func miss(_ run: DiscMap.Run) {}
        mutating func finish() -> any Facts { PackedBlockFacts(damaged: blocks.damagedCount) }
    }
}
