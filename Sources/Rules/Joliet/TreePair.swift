import Bytes
import DiscModel
import FileSystems

/// The primary tree beside another one of the same volume, file by file. The primary tree is taken as Rock Ridge shows
/// it, where it does.
struct TreePair: Weighable {
    let primary: ISOTree
    let other: ISOTree
    let left: FileTree
    let right: FileTree
    let alignment: TreeAlignment
    /// Whether both descriptors lead to the very same directories, as genisoimage has it for an enhanced tree.
    let isSame: Bool

    static func each(in disc: Disc, _ body: (TreePair) -> Void) {
        let views = disc.iso?.views ?? []
        guard let first = views.first(where: { $0.tree.kind == .iso9660 }) else { return }
        for view in views where [.joliet, .enhanced].contains(view.tree.kind) {
            body(
                TreePair(
                    first.tree, first.rockRidge ?? first.plain, view.tree, view.plain, plain: first.plain))
        }
    }
    var inTree: TreeKind? { other.kind }

    private init(_ primary: ISOTree, _ left: FileTree, _ other: ISOTree, _ right: FileTree, plain: FileTree) {
        self.primary = primary
        self.other = other
        let (root, otherRoot) = (primary.directories.first, other.directories.first)
        isSame = root != nil && root?.offset == otherRoot?.offset
        // The enhanced tree has long names of its own; shared directories have those of the primary one.
        self.left = isSame ? plain : left
        self.right = right
        alignment = TreeAlignment(self.left, right)
    }

    /// Whether both trees have files with bytes, and none of them in common.
    var isDisjoint: Bool {
        alignment.shared == 0 && hasData(left, alignment.onlyLeft) && hasData(right, alignment.onlyRight)
    }

    private func hasData(_ tree: FileTree, _ nodes: [Int]) -> Bool {
        nodes.contains { tree.nodes[$0].kind == .file && tree.nodes[$0].size > 0 }
    }

    /// How messages call the two trees.
    var leftName: String { left.kind == .rockridge ? "Rock Ridge" : "primary" }
    var rightName: String { right.kind == .joliet ? "Joliet" : "enhanced" }

    func leftRecord(_ node: Int) -> DirectoryRecord? { record(left.nodes[node], in: primary) }
    func rightRecord(_ node: Int) -> DirectoryRecord? { record(right.nodes[node], in: other) }

    private func record(_ node: FileTree.Node, in tree: ISOTree) -> DirectoryRecord? {
        tree.slots.indices.contains(Int(node.record)) ? tree.record(Int(node.record)) : nil
    }

    func leftPlace(_ node: Int, _ at: Int = 0, _ count: Int? = nil, field: String? = nil) -> Place {
        place(left, primary, node, at, count, field)
    }
    func rightPlace(_ node: Int, _ at: Int = 0, _ count: Int? = nil, field: String? = nil) -> Place {
        place(right, other, node, at, count, field)
    }

    /// Where the name of a node of the primary tree is recorded: its first NM entry, or the identifier.
    func place(ofName node: Int) -> Place {
        let slot = Int(left.nodes[node].record)
        guard left.kind == .rockridge, primary.slots.indices.contains(slot),
            let entry = primary.entry(slot, .nm)
        else {
            return leftPlace(node, 33, left.nameBytes(of: left.nodes[node]).count, field: "fileIdentifier")
        }
        var place = primary.place(of: entry, slot: slot)
        place.path = left.path(of: node)
        place.tree = left.kind
        return place
    }

    private func place(
        _ view: FileTree, _ tree: ISOTree, _ node: Int, _ at: Int, _ count: Int?, _ field: String?
    ) -> Place {
        let slot = Int(view.nodes[node].record)
        var place =
            tree.slots.indices.contains(slot)
            ? tree.place(ofRecord: slot, at, count, field: field) : Place(field: field)
        place.path = view.path(of: node)
        place.tree = view.kind
        return place
    }
}
