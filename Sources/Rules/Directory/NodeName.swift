import DiscModel
import FileSystems

/// A name of a tree of files, character by character, whatever its encoding; only ASCII is told apart.
struct NodeName {
    private let bytes: ArraySlice<UInt8>
    private let unit: Int
    /// Characters; an odd last byte of a name in 16-bit units is none.
    let count: Int

    init(_ node: FileTree.Node, in tree: FileTree) {
        bytes = tree.nameBytes(of: node)
        unit = tree.encoding == .utf16BigEndian ? 2 : 1
        count = bytes.count / unit
    }

    /// The ASCII code of a character, and 255 for every other.
    subscript(_ index: Int) -> UInt8 {
        guard index >= 0, index < count else { return 255 }
        let at = bytes.startIndex + index * unit
        if unit == 2, bytes[at] != 0 { return 255 }
        let code = bytes[at + unit - 1]
        return code < 0x80 ? code : 255
    }

    /// Whether a slash or backslash is in it, or another character that has such a byte.
    var mayHoldSeparator: Bool { bytes.contains { $0 == 0x2F || $0 == 0x5C } }

    /// Characters without a version (";1").
    var countWithoutVersion: Int {
        var at = count - 1
        while at > 0, (0x30...0x39).contains(self[at]) { at -= 1 }
        return at > 0 && at < count - 1 && self[at] == 0x3B ? at : count
    }
}

extension Disc {
    /// Calls `body` for every name in the trees of some kinds that a record with one of some traits gives.
    func eachName(
        in kinds: Set<TreeKind>, with traits: RecordTraits,
        _ body: (NodeName, _ tree: Int, _ node: Int) -> Void
    ) {
        for (treeIndex, tree) in trees.enumerated() where kinds.contains(tree.kind) {
            guard let records = isoTree(of: UInt8(clamping: treeIndex)),
                !records.traits.isDisjoint(with: traits)
            else { continue }
            for (nodeIndex, node) in tree.nodes.enumerated().dropFirst() {
                let slot = Int(node.record)
                guard records.slots.indices.contains(slot),
                    !records.slots[slot].traits.isDisjoint(with: traits)
                else { continue }
                body(NodeName(node, in: tree), treeIndex, nodeIndex)
            }
        }
    }

    /// Place of the record that gives a node its name.
    func place(ofNode node: Int, in tree: Int) -> Place {
        let slot = Int(trees[tree].nodes[node].record)
        let path = trees[tree].path(of: node)
        guard let records = isoTree(of: UInt8(clamping: tree)), records.slots.indices.contains(slot) else {
            return Place(tree: trees[tree].kind, path: path)
        }
        let record = records.record(slot)
        return Place(
            offset: record.offset, length: UInt64(record.length), tree: trees[tree].kind, path: path,
            field: "name")
    }
}
