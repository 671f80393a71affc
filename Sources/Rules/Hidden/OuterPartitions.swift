import Bytes
import DiscModel
import FileSystems

extension SystemAreaFacts {
    /// Partitions that stand beside the ISO volume rather than around it: they do not hold sector 16. The gaps that
    /// xorriso lists in its GPT are no partitions.
    var outerPartitions: [DiscMap.Run] {
        let descriptors: UInt64 = 16 * .sector
        let all = partitions.filter { $0.type != 0 && $0.type != 0xEE }.map {
            (offset: $0.start, length: $0.length)
        }
        return (all + guidPartitions + applePartitions).compactMap { part in
            guard part.length > 0, part.offset > descriptors else { return nil }
            return DiscMap.Run(offset: part.offset, length: min(part.length, .max - part.offset))
        }
    }

    /// Entries of the primary GPT as far as they stand in the system area (UEFI 2.10, 5.3.3).
    private var guidPartitions: [(offset: UInt64, length: UInt64)] {
        guard let table = guidTables.first, let start = Int(exactly: table.entries.offset) else { return [] }
        let gap: [UInt8] = Array("Gap".utf8).flatMap { [$0, 0] }
        return table.partitions(in: area.part(start))
            .filter { !$0[GUIDPartition.label].starts(with: gap) }
            .compactMap(\.blocks).map { ($0.offset, $0.length) }
    }

    /// Where the entries of an Apple partition map stand, and the block size that the driver map tells.
    private var appleEntries: (at: [Int], block: UInt64) {
        let block = area.u16be(2)
        guard area.has("ER", at: 0), [512, 1_024, .sector].contains(block) else { return ([], 512) }
        return ((1..<16).map { $0 * Int(block) }.filter { area.has("PM", at: $0) }, UInt64(block))
    }

    private var applePartitions: [(offset: UInt64, length: UInt64)] {
        let (entries, block) = appleEntries
        return entries.filter { !area.has("Apple_partition_map", at: $0 + 48) }.map { at in
            (UInt64(area.u32be(at + 8)).times(block), UInt64(area.u32be(at + 12)).times(block))
        }
    }

    /// Whether the Apple partition map names an HFS or HFS+ volume.
    var hasAppleVolume: Bool { appleEntries.at.contains { area.has("Apple_HFS", at: $0 + 48) } }

    /// Where HFS volumes start whose header stands in the system area.
    var appleVolumesInside: [Int] {
        let starts = [0] + applePartitions.compactMap { Int(exactly: $0.offset) }
        return starts.filter { $0 < area.bytes.count && area.has("BD", at: $0 + 1_024) }
    }
}
