import Bytes
import DiscModel

/// The way down from the root of a tree: which leaves it has by its index, in their order.
struct HFSIndex {
    let nodes: HFSNodes
    private(set) var leaves: [HFSNodes.Child] = []
    /// Nodes that something leads to; the header leads to itself.
    var used: Set<UInt32> = [0]
    /// Whether every node of the index could be read.
    private(set) var isWhole = true
    /// Nodes that may still be read.
    var left: Int

    init(_ nodes: HFSNodes, _ volume: inout HFSVolume) {
        self.nodes = nodes
        left = volume.limits.directoryBytes / nodes.nodeSize
        guard nodes.root != 0 else {
            // A tree without records has no root.
            guard nodes.firstLeaf != 0 || nodes.leafRecords != 0 else {
                if nodes.depth != 0 { report(.depth, nodes.field(14, 2), nodes.depth, 0, &volume) }
                return
            }
            isWhole = false
            volume.report(.nodeOutside, nodes.field(16, 4), "node 0", "the root of the tree")
            return
        }
        let from = nodes.head.offset + 16
        guard let root = nodes.node(nodes.root, from: from, &volume), let depth = depth(root, &volume) else {
            isWhole = false
            return
        }
        var level = [HFSNodes.Child(number: nodes.root, record: nil, from: from)]
        for height in stride(from: depth, to: 1, by: -1) { level = below(level, height, &volume) }
        leaves = level
    }

    /// Levels of the tree. The header tells them, and the root, and they can be counted; two of three are believed.
    private func depth(_ root: Record, _ volume: inout HFSVolume) -> Int? {
        let (recorded, height, counted) = (nodes.depth, Int(root.u8(9)), counted(root, volume))
        var depth = recorded
        if recorded != height, counted == recorded {
            report(.nodeHeight, nodes.place(root, 9, 1), height, recorded, &volume)
        } else if recorded != height {
            depth = counted ?? height
            report(.depth, nodes.field(14, 2), recorded, depth, &volume)
        }
        guard (1...HFSNodes.deepest).contains(depth) else {
            volume.report(.depth, nodes.field(14, 2), "\(recorded)", "1 to \(HFSNodes.deepest)")
            return nil
        }
        return depth
    }

    private func report(
        _ kind: HFSFault.Kind, _ place: Place, _ recorded: Int, _ found: Int, _ volume: inout HFSVolume
    ) {
        volume.report(kind, place, "\(recorded)", "\(found)")
    }

    /// Nodes from the root down to a leaf, by the first record of each.
    private func counted(_ root: Record, _ volume: HFSVolume) -> Int? {
        var node = root
        for depth in 1...HFSNodes.deepest {
            if node.u8(8) == HFSNodes.Kind.leaf.rawValue { return depth }
            guard node.u8(8) == HFSNodes.Kind.index.rawValue, let first = nodes.ranges(node).ranges.first
            else { return nil }
            let record = node.part(first.lowerBound, first.count)
            guard let next = nodes.node(record.u32be(nodes.keys.end(record)), volume)
            else { return nil }
            node = next
        }
        return nil
    }

    /// The nodes to which those of one level lead.
    private mutating func below(
        _ level: [HFSNodes.Child], _ height: Int, _ volume: inout HFSVolume
    ) -> [HFSNodes.Child] {
        var next: [HFSNodes.Child] = []
        let wasWhole = isWhole
        for (index, child) in level.enumerated() {
            guard let node = enter(child, &volume), check(node, child, .index, height, &volume),
                let records = nodes.records(node, &volume)
            else {
                isWhole = false
                continue
            }
            if wasWhole {
                let links = [
                    (0, index + 1 < level.count ? level[index + 1].number : 0),
                    (4, index > 0 ? level[index - 1].number : 0),
                ]
                for (at, wanted) in links where node.u32be(at) != wanted {
                    volume.report(
                        .indexLink, nodes.place(node, at, 4), "\(node.u32be(at))", "\(wanted)")
                }
            }
            for record in records {
                let end = nodes.keys.end(record)
                guard end + 4 <= record.count else {
                    volume.report(
                        .keyLength, nodes.place(node, Int(record.offset - node.offset), 2),
                        "a key of \(end - 2) bytes", "a key before the number of a node")
                    isWhole = false
                    continue
                }
                next.append(
                    .init(number: record.u32be(end), record: record, from: record.offset + UInt64(end)))
            }
        }
        return next
    }

    /// Reads a node that was not read before.
    mutating func enter(_ child: HFSNodes.Child, _ volume: inout HFSVolume) -> Record? {
        let place = Place(offset: child.from, length: 4, field: "\(nodes.name)/node")
        guard !used.contains(child.number) else {
            volume.report(.nodeLoop, place, "node \(child.number)", "a node that nothing else leads to")
            return nil
        }
        guard left > 0 else {
            volume.gap(.limit, place, "the \(nodes.name) has more bytes than are kept")
            return nil
        }
        left -= 1
        guard let node = nodes.node(child.number, from: child.from, &volume) else { return nil }
        used.insert(child.number)
        return node
    }

    /// Holds a node against what leads to it; false where it cannot be what belongs there.
    func check(
        _ node: Record, _ child: HFSNodes.Child, _ kind: HFSNodes.Kind, _ height: Int,
        _ volume: inout HFSVolume
    ) -> Bool {
        let isKind = node.u8(8) == kind.rawValue
        let isHeight = Int(node.u8(9)) == height
        if !isKind {
            volume.report(
                .nodeKind, nodes.place(node, 8, 1), "kind \(Int8(bitPattern: node.u8(8)))",
                "kind \(Int8(bitPattern: kind.rawValue))")
        } else if !isHeight {
            volume.report(.nodeHeight, nodes.place(node, 9, 1), "\(node.u8(9))", "\(height)")
        }
        guard isKind || isHeight else { return false }
        guard let record = child.record, let first = nodes.ranges(node).ranges.first else { return true }
        let own = node.part(first.lowerBound, first.count)
        switch nodes.keys.order(record, own) {
        // Whoever looks for the first record goes to the node before.
        case .after: report(.indexKeyHides, record, own, &volume)
        case .before: report(.indexKey, record, own, &volume)
        case .same, .unknown: break
        }
        return true
    }

    private func report(
        _ kind: HFSFault.Kind, _ record: Record, _ own: Record, _ volume: inout HFSVolume
    ) {
        volume.report(
            kind, Place(offset: record.offset, length: UInt64(record.count), field: "\(nodes.name)/node"),
            nodes.keys.words(record), nodes.keys.words(own))
    }
}

extension HFSKeys {
    /// A key as a person is told of it.
    func words(_ record: Record) -> String {
        guard tree == .catalog else { return "file number \(record.u32be(isPlus ? 4 : 2))" }
        let bytes = name(record)
        let text =
            isPlus
            ? DisplayName(utf16BigEndian: HFSName.wide(bytes)) : DisplayName(utf8: HFSName.utf8(roman: bytes))
        return "\"\(text.escaped)\" in folder number \(record.u32be(2))"
    }
}
