import Bytes
import DiscModel
import Readers

/// A B-tree of a volume: the catalog, or the extents overflow file (Inside Macintosh: Files, 2-64; TN1150, B-Trees).
struct HFSNodes {
    /// As people call it, such as "catalog".
    let name: String
    let pieces: HFSPieces
    let nodeSize: Int
    private let head: Record

    private static let headerKind: UInt8 = 1
    private static let leafKind: UInt8 = 0xFF
    private static let descriptorLength = 14

    /// Reads the header node, which must be first; nil where none stands there, which is a fault or a gap of the volume.
    init?(_ name: String, _ pieces: HFSPieces, _ volume: inout HFSVolume) {
        self.name = name
        self.pieces = pieces
        guard pieces.length > 0 else { return nil }
        guard let head = volume.read(pieces, at: 0, count: 512) else {
            let place = pieces.place(0).map {
                volume.window.place($0.offset, 512, field: "\(name)/header node")
            }
            volume.gap(.pastEnd, place ?? Place(), "the header node of the \(name) is not in the image")
            return nil
        }
        self.head = head
        nodeSize = Int(head.u16be(Self.descriptorLength + 18))
        let isSize =
            volume.header.isPlus ? nodeSize >= 512 && nodeSize & (nodeSize - 1) == 0 : nodeSize == 512
        guard head.u8(8) == Self.headerKind, isSize else {
            volume.report(
                .treeHeader, Place(offset: head.offset, length: 46, field: "\(name)/header node"),
                "node of kind \(head.u8(8)) with nodes of \(nodeSize) bytes", "a header node")
            return nil
        }
    }

    private func field(_ at: Int) -> UInt32 { head.u32be(Self.descriptorLength + at) }
    private var leafRecords: UInt32 { field(6) }
    private var firstLeaf: UInt32 { field(10) }
    private var lastLeaf: UInt32 { field(14) }
    private var nodeCount: UInt64 { pieces.length / UInt64(nodeSize) }

    private func place(_ at: Int, _ length: UInt64) -> Place {
        Place(offset: head.offset + UInt64(at), length: length, field: "\(name)/header node")
    }

    /// Every record of the leaves, in the order of their links.
    func eachRecord(_ volume: inout HFSVolume, _ body: (Record, inout HFSVolume) -> Bool) {
        var (number, last): (UInt32, UInt32) = (firstLeaf, 0)
        var left = volume.limits.directoryBytes / nodeSize
        var seen: Set<UInt32> = []
        var records: UInt64 = 0
        let from = place(24, 4)
        var link = from
        while number != 0 {
            guard UInt64(number) < nodeCount else {
                return volume.report(.nodeOutside, link, "node \(number)", "\(nodeCount) nodes")
            }
            guard seen.insert(number).inserted else {
                return volume.report(.nodeLoop, link, "node \(number)", "nodes that were not read before")
            }
            guard left > 0 else {
                return volume.gap(.limit, link, "the \(name) has more bytes than are kept")
            }
            left -= 1
            guard let node = volume.read(pieces, at: UInt64(number) * UInt64(nodeSize), count: nodeSize)
            else {
                let at = pieces.place(UInt64(number) * UInt64(nodeSize))?.offset ?? 0
                return volume.gap(
                    .readFailed, volume.window.place(at, UInt64(nodeSize), field: "\(name)/node"),
                    "node \(number) of the \(name) is not in the image")
            }
            guard node.u8(8) == Self.leafKind else {
                return volume.report(
                    .nodeKind, place(node, 8, 1), "kind \(Int8(bitPattern: node.u8(8)))", "kind -1")
            }
            if node.u32be(4) != last {
                volume.report(.backLink, place(node, 4, 4), "\(node.u32be(4))", "\(last)")
            }
            guard let ranges = ranges(node, &volume) else { return }
            records += UInt64(ranges.count)
            for range in ranges {
                guard body(node.part(range.lowerBound, range.count), &volume) else { return }
            }
            last = number
            link = place(node, 0, 4)
            number = node.u32be(0)
        }
        if last != lastLeaf { volume.report(.lastLeaf, place(28, 4), "node \(lastLeaf)", "node \(last)") }
        if records != UInt64(leafRecords) {
            volume.report(.leafCount, place(20, 4), "\(leafRecords)", "\(records)")
        }
    }

    private func place(_ node: Record, _ at: Int, _ length: UInt64) -> Place {
        Place(offset: node.offset + UInt64(at), length: length, field: "\(name)/node")
    }

    /// Where the records of a node stand, by the offsets at its end.
    private func ranges(_ node: Record, _ volume: inout HFSVolume) -> [Range<Int>]? {
        let count = Int(node.u16be(10))
        let table = nodeSize - 2 * (count + 1)
        var ranges: [Range<Int>] = []
        var at = Int(node.u16be(nodeSize - 2))
        guard table >= Self.descriptorLength, at == Self.descriptorLength else {
            volume.report(
                .nodeOffsets, place(node, nodeSize - 2, 2), "\(count) records from byte \(at)",
                "records from byte 14 that fit")
            return nil
        }
        for index in 0..<count {
            let next = Int(node.u16be(nodeSize - 2 * (index + 2)))
            guard next > at, next <= table else {
                volume.report(
                    .nodeOffsets, place(node, nodeSize - 2 * (index + 2), 2), "byte \(next)",
                    "a byte from \(at + 1) to \(table)")
                return nil
            }
            ranges.append(at..<next)
            at = next
        }
        return ranges
    }
}
