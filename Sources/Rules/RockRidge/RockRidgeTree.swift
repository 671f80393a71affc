import Bytes
import DiscModel
import FileSystems

/// A primary tree with Rock Ridge, and the files as Rock Ridge shows them.
struct RockRidgeTree: Weighable {
    let tree: ISOTree
    let view: FileTree
    /// The nodes of the view that each directory holds.
    let children: ChildRanges

    init(_ tree: ISOTree, _ view: FileTree) {
        self.tree = tree
        self.view = view
        children = ChildRanges(of: view)
    }

    static func each(in disc: Disc, _ body: (RockRidgeTree) -> Void) {
        for (tree, _, view) in disc.iso?.views ?? [] {
            guard let view else { continue }
            body(RockRidgeTree(tree, view))
        }
    }
    var inTree: TreeKind? { tree.kind }

    func slot(of node: Int) -> Int? {
        let slot = Int(view.nodes[node].record)
        return tree.slots.indices.contains(slot) ? slot : nil
    }

    /// Place of an entry of the record that introduced a node, or of a field of the entry.
    func place(_ node: Int, _ signature: SystemUseEntry.Signature, _ field: AnyField? = nil) -> Place? {
        var place = slot(of: node).map { tree.place(ofFirst: signature, in: $0, field) }
        place?.path = view.path(of: node)
        place?.tree = view.kind
        return place
    }
}

extension ISO9660Facts {
    /// Each tree as recorded, as plain readers show it, and as those of Rock Ridge do.
    var views: [(tree: ISOTree, plain: FileTree, rockRidge: FileTree?)] {
        var rest = trees[...]
        return isoTrees.compactMap { tree in
            guard let plain = rest.popFirst() else { return nil }
            let hasSecond = rest.first?.kind == .rockridge
            return (tree, plain, hasSecond ? rest.popFirst() : nil)
        }
    }
}
