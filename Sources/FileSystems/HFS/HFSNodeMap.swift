import Bytes
import DiscModel

/// The map of a tree: a bit for each of its nodes, in the header node and in map nodes behind it (TN1150, B-Trees).
enum HFSNodeMap {
    /// Holds the map and the count of free nodes against the nodes that something leads to.
    static func check(_ nodes: HFSNodes, _ used: Set<UInt32>, _ volume: inout HFSVolume) {
        guard let map = read(nodes, used, &volume) else { return }
        let used = map.used
        var (marked, lost): (UInt64, (count: UInt64, first: UInt64)?) = (0, nil)
        var free: (count: UInt64, first: UInt64, byte: UInt64)?
        var number: UInt64 = 0
        for part in map.parts {
            for (at, byte) in part.bytes.enumerated() {
                for bit in 0..<8 where number + UInt64(bit) < nodes.count {
                    let node = number + UInt64(bit)
                    let isUsed = used.contains(UInt32(clamping: node))
                    if byte & 0x80 >> UInt8(bit) != 0 {
                        marked += 1
                        if !isUsed { lost = ((lost?.count ?? 0) + 1, lost?.first ?? node) }
                    } else if isUsed {
                        free = (
                            (free?.count ?? 0) + 1, free?.first ?? node,
                            free?.byte ?? part.offset + UInt64(at)
                        )
                    }
                }
                number += 8
            }
        }
        let field = "\(nodes.name)/map"
        if number < nodes.count {
            volume.report(.mapShort, nodes.field(0, 4), "\(number)", "\(nodes.count)")
        } else if UInt64(nodes.freeNodes) != nodes.count - marked, free == nil {
            volume.report(
                .freeNodes, nodes.field(40, 4), "\(nodes.freeNodes)", "\(nodes.count - marked)")
        }
        if let free {
            volume.report(
                .usedNodeFree, Place(offset: free.byte, length: 1, field: field),
                free.count.of("node"), "node \(free.first)")
        }
        if let lost {
            volume.report(
                .nodeLeak, nodes.field(Int(map.start), 1), lost.count.of("node"), "node \(lost.first)")
        }
    }

    /// The parts of the map, and the nodes that are used with those that hold it.
    private static func read(
        _ nodes: HFSNodes, _ used: Set<UInt32>, _ volume: inout HFSVolume
    ) -> (parts: [Record], used: Set<UInt32>, start: Int)? {
        guard let ranges = nodes.ranges(nodes.head, &volume) else { return nil }
        // The header, bytes for whoever wants them, and the map.
        guard ranges.count == 3 else {
            volume.report(
                .nodeOffsets, nodes.place(nodes.head, 10, 2), ranges.count.of("record"),
                "3 records of a header node")
            return nil
        }
        var (parts, used) = ([nodes.head.part(ranges[2].lowerBound, ranges[2].count)], used)
        var (link, from) = (nodes.head.u32be(0), nodes.head.offset)
        while link != 0 {
            let place = Place(offset: from, length: 4, field: "\(nodes.name)/node")
            guard used.insert(link).inserted else {
                volume.report(.nodeLoop, place, "node \(link)", "a node of the map")
                return nil
            }
            guard let node = nodes.node(link, from: from, &volume) else { return nil }
            guard node.u8(8) == HFSNodes.Kind.map.rawValue else {
                volume.report(
                    .nodeKind, nodes.place(node, 8, 1), "kind \(Int8(bitPattern: node.u8(8)))", "kind 2")
                return nil
            }
            guard let range = nodes.ranges(node, &volume)?.first else { return nil }
            parts.append(node.part(range.lowerBound, range.count))
            (link, from) = (node.u32be(0), node.offset)
        }
        return (parts, used, ranges[2].lowerBound)
    }
}
