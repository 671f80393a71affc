import DiscModel
import FileSystems

/// The names in one directory as Rock Ridge shows them, sorted so that equal and nearly equal ones are neighbours.
struct RockRidgeSiblings: Weighable {
    let tree: RockRidgeTree
    /// Neighbours with names that are equal but for case, and whether they are equal at all.
    let pairs: [(first: Int, second: Int, equal: Bool)]

    static func each(in disc: Disc, _ body: (RockRidgeSiblings) -> Void) {
        RockRidgeTree.each(in: disc) { tree in
            for range in tree.children.occupied {
                let pairs = isInDoubt(range, tree) ? pairs(tree.view, range) : []
                body(RockRidgeSiblings(tree: tree, pairs: pairs))
            }
        }
    }
    var inTree: TreeKind? { tree.tree.kind }

    /// Whether the names of a directory do not plainly ascend, so that two may be the same.
    private static func isInDoubt(_ range: Range<Int>, _ tree: RockRidgeTree) -> Bool {
        guard let slot = tree.slot(of: range.lowerBound) else { return true }
        let directory = Int(tree.tree.slots[slot].directory)
        return !tree.tree.directories[directory].traits.isDisjoint(with: [.unsortedName, .unusualNameParts])
    }

    private struct Key {
        let folded: UInt64
        let exact: UInt64
        let node: Int
    }

    private static func pairs(_ view: FileTree, _ range: Range<Int>) -> [(
        first: Int, second: Int, equal: Bool
    )] {
        var keys = range.map { node in
            let name = view.nameBytes(of: view.nodes[node])
            var key = Key(folded: NameHash.start, exact: NameHash.start, node: node)
            for byte in name {
                key = Key(
                    folded: NameHash.add(UInt64(0x41...0x5A ~= byte ? byte | 0x20 : byte), to: key.folded),
                    exact: NameHash.add(UInt64(byte), to: key.exact), node: node)
            }
            return key
        }
        keys.sort { left, right in
            if left.folded != right.folded { return left.folded < right.folded }
            return left.exact != right.exact ? left.exact < right.exact : left.node < right.node
        }
        return zip(keys, keys.dropFirst()).compactMap { first, second in
            // An associated file has the name of the file that it belongs to.
            guard first.folded == second.folded,
                (view.nodes[first.node].kind == .associated) == (view.nodes[second.node].kind == .associated)
            else { return nil }
            return (first.node, second.node, first.exact == second.exact)
        }
    }
}
