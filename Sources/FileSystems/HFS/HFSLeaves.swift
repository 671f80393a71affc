import Bytes
import DiscModel

/// The records of a tree, leaf by leaf. The index tells which leaves there are, and the links lead from one to the next; where the index
/// cannot be read, the links do alone, so that one fault hides nothing.
struct HFSLeaves {
    private let nodes: HFSNodes
    private var index: HFSIndex
    private let indexed: Set<UInt32>
    private var records: UInt64 = 0
    /// Whether all that was recorded was also read.
    private var isComplete = true
    /// The keys before, for the order.
    private var before: (Record?, Record?)

    /// Gives every record to `body`, which says whether there is to be more, and holds the tree against its header and its map.
    static func each(
        _ nodes: HFSNodes, _ volume: inout HFSVolume, _ body: (Record, inout HFSVolume) -> Bool
    ) {
        var leaves = HFSLeaves(nodes, HFSIndex(nodes, &volume))
        let goesOn = leaves.index.isWhole ? leaves.byIndex(&volume, body) : leaves.byLinks(&volume, body)
        guard goesOn, leaves.isComplete else { return }
        if leaves.records != UInt64(nodes.leafRecords) {
            volume.report(.leafCount, nodes.field(20, 4), "\(nodes.leafRecords)", "\(leaves.records)")
        }
        if leaves.index.isWhole { HFSNodeMap.check(nodes, leaves.index.used, &volume) }
    }

    private init(_ nodes: HFSNodes, _ index: HFSIndex) {
        (self.nodes, self.index) = (nodes, index)
        indexed = Set(index.leaves.map(\.number))
    }

    // MARK: By the index

    private mutating func byIndex(
        _ volume: inout HFSVolume, _ body: (Record, inout HFSVolume) -> Bool
    ) -> Bool {
        let leaves = index.leaves
        var last: UInt32 = 0
        var (link, linkAt) = (nodes.firstLeaf, nodes.field(24, 4))
        var isFirst = true
        for leaf in leaves {
            // Leaves that the links lead to, and the index does not.
            while link != leaf.number, let hidden = unindexed(link, after: last, volume) {
                volume.report(.leafNotIndexed, linkAt, "node \(link)", "a node that the index leads to")
                guard let node = index.enter(.init(number: link, record: nil, from: 0), &volume) else {
                    break
                }
                guard take(node, .init(number: link, record: nil, from: 0), last, &volume, body) else {
                    return false
                }
                (last, link, linkAt) = (link, hidden.u32be(0), nodes.place(node, 0, 4))
                isFirst = false
            }
            if link != leaf.number {
                volume.report(
                    isFirst ? .firstLeaf : .forwardLink, linkAt, "node \(link)", "node \(leaf.number)")
            }
            isFirst = false
            guard let node = index.enter(leaf, &volume) else {
                isComplete = false
                (last, link) = (leaf.number, 0)
                guard let after = nodes.node(leaf.number, volume) else { return true }
                (link, linkAt) = (after.u32be(0), nodes.place(after, 0, 4))
                continue
            }
            guard take(node, leaf, last, &volume, body) else { return false }
            (last, link, linkAt) = (leaf.number, node.u32be(0), nodes.place(node, 0, 4))
        }
        while link != 0, let hidden = unindexed(link, after: last, volume) {
            volume.report(.leafNotIndexed, linkAt, "node \(link)", "a node that the index leads to")
            guard let node = index.enter(.init(number: link, record: nil, from: 0), &volume),
                take(node, .init(number: link, record: nil, from: 0), last, &volume, body)
            else { return false }
            (last, link, linkAt) = (link, hidden.u32be(0), nodes.place(node, 0, 4))
        }
        if link != 0 {
            volume.report(isFirst ? .firstLeaf : .forwardLink, linkAt, "node \(link)", "no further node")
        }
        checkLast(last, &volume)
        return true
    }

    /// A sound leaf that no index led to and that names the leaf before it.
    private func unindexed(_ number: UInt32, after last: UInt32, _ volume: HFSVolume) -> Record? {
        guard !index.used.contains(number), !indexed.contains(number),
            let node = nodes.node(number, volume), node.u8(8) == HFSNodes.Kind.leaf.rawValue, node.u8(9) == 1,
            node.u32be(4) == last, node.u16be(10) > 0, nodes.ranges(node).fault == nil
        else { return nil }
        return node
    }

    // MARK: By the links

    private mutating func byLinks(
        _ volume: inout HFSVolume, _ body: (Record, inout HFSVolume) -> Bool
    ) -> Bool {
        var (number, last, from): (UInt32, UInt32, UInt64) = (nodes.firstLeaf, 0, nodes.head.offset + 24)
        // Leaves that the index has led to are read here.
        index.used = [0]
        while number != 0 {
            let child = HFSNodes.Child(number: number, record: nil, from: from)
            guard let node = index.enter(child, &volume) else {
                isComplete = false
                return true
            }
            guard node.u8(8) == HFSNodes.Kind.leaf.rawValue || node.u8(9) == 1 else {
                isComplete = false
                volume.report(
                    .nodeKind, nodes.place(node, 8, 1), "kind \(Int8(bitPattern: node.u8(8)))", "kind -1")
                return true
            }
            guard take(node, child, last, &volume, body) else { return false }
            (last, number, from) = (number, node.u32be(0), node.offset)
        }
        checkLast(last, &volume)
        return true
    }

    private func checkLast(_ last: UInt32, _ volume: inout HFSVolume) {
        guard last != nodes.lastLeaf else { return }
        volume.report(.lastLeaf, nodes.field(28, 4), "node \(nodes.lastLeaf)", "node \(last)")
    }

    // MARK: A leaf

    /// Gives the records of a leaf on; false where no more are wanted.
    private mutating func take(
        _ node: Record, _ child: HFSNodes.Child, _ last: UInt32, _ volume: inout HFSVolume,
        _ body: (Record, inout HFSVolume) -> Bool
    ) -> Bool {
        guard index.check(node, child, .leaf, 1, &volume), let ranges = nodes.ranges(node, &volume) else {
            isComplete = false
            return true
        }
        if node.u32be(4) != last {
            volume.report(.backLink, nodes.place(node, 4, 4), "node \(node.u32be(4))", "node \(last)")
        }
        records += UInt64(ranges.count)
        for range in ranges {
            let record = node.part(range.lowerBound, range.count)
            guard nodes.keys.isWhole(record) else {
                let length = nodes.keys.isPlus ? Int(record.u16be(0)) : Int(record.u8(0))
                volume.report(
                    .keyLength, nodes.place(node, range.lowerBound, nodes.keys.isPlus ? 2 : 1),
                    "a key of \(length) bytes", "a key that fits its name and its record")
                continue
            }
            order(record, &volume)
            guard body(record, &volume) else { return false }
        }
        return true
    }

    /// Holds a record against the one before it.
    private mutating func order(_ record: Record, _ volume: inout HFSVolume) {
        guard let last = before.1 else {
            before = (nil, record)
            return
        }
        switch nodes.keys.order(last, record) {
        case .before, .unknown: break
        case .same: report(.keyTwice, record, last, &volume)
        case .after:
            // Where the record fits behind the one before the last, it is the last that stands wrong.
            if let earlier = before.0, nodes.keys.order(earlier, record) != .before {
                return report(.keyOrder, record, last, &volume)
            }
            report(.keyOrder, last, record, &volume)
            before = (before.0, record)
            return
        }
        before = (last, record)
    }

    private func report(
        _ kind: HFSFault.Kind, _ record: Record, _ other: Record, _ volume: inout HFSVolume
    ) {
        volume.report(
            kind, Place(offset: record.offset + 2, length: 4, field: "\(nodes.name)/key"),
            nodes.keys.words(record), nodes.keys.words(other))
    }
}
