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
        return (all + entriesOfGPT + applePartitions).compactMap { part in
            guard part.length > 0, part.offset > descriptors else { return nil }
            return DiscMap.Run(offset: part.offset, length: min(part.length, .max - part.offset))
        }
    }

    private var entriesOfGPT: [(offset: UInt64, length: UInt64)] {
        guidPartitions.filter { !$0.name.hasPrefix("Gap") }.compactMap(\.blocks).map {
            ($0.offset, $0.length)
        }
    }

    private var applePartitions: [(offset: UInt64, length: UInt64)] {
        appleMaps.flatMap(\.entries).filter { !$0.isMap }.map { ($0.start, $0.length) }
    }

    /// Whether the Apple partition map names an HFS or HFS+ volume.
    var hasAppleVolume: Bool {
        appleMaps.contains { map in map.entries.contains { $0.type.hasPrefix("Apple_HFS") } }
    }

    /// Where HFS volumes start whose header stands in the system area.
    var appleVolumesInside: [Int] {
        let starts = [0] + applePartitions.compactMap { Int(exactly: $0.offset) }
        return starts.filter { $0 < area.bytes.count && area.has("BD", at: $0 + 1_024) }
    }
}
