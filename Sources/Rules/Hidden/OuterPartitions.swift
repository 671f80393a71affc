import Bytes
import DiscModel
import FileSystems

extension SystemAreaFacts {
    /// Partitions that stand beside the ISO volume rather than around it: they do not hold sector 16. The gaps that
    /// xorriso lists in its GPT are no partitions.
    var outerPartitions: [DiscMap.Run] {
        let descriptors: UInt64 = 16 * 2_048
        let all = partitions.filter { $0.type != 0 && $0.type != 0xEE }.map {
            (offset: $0.offset, length: $0.length)
        }
        return (all + guidPartitions + applePartitions).compactMap { part in
            guard part.length > 0, part.offset > descriptors else { return nil }
            return DiscMap.Run(offset: part.offset, length: min(part.length, .max - part.offset))
        }
    }

    /// Entries of the primary GPT as far as they stand in the system area (UEFI 2.10, 5.3.3).
    private var guidPartitions: [(offset: UInt64, length: UInt64)] {
        guard let header = guidTables.first?.header else { return [] }
        let start = header.u64le(72).times(512)
        let count = Int(min(header.u32le(80), 256))
        guard header.u32le(84) == 128, start < UInt64(area.bytes.count) else { return [] }
        return (0..<count).compactMap { index in
            let at = Int(start) + index * 128
            guard at + 128 <= area.bytes.count, !area.slice(at..<at + 16).allSatisfy({ $0 == 0 }) else {
                return nil
            }
            let name = area.slice(at + 56..<at + 62)
            if name.elementsEqual([0x47, 0, 0x61, 0, 0x70, 0]) { return nil }
            let (first, last) = (area.u64le(at + 32), area.u64le(at + 40))
            guard first <= last else { return nil }
            return (first.times(512), (last - first).adding(1).times(512))
        }
    }

    /// Where the entries of an Apple partition map stand, and the block size that the driver map tells.
    private var appleEntries: (at: [Int], block: UInt64) {
        let block = area.u16be(2)
        guard area.has("ER", at: 0), [512, 1_024, 2_048].contains(block) else { return ([], 512) }
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
