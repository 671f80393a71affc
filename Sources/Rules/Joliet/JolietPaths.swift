import DiscModel
import FileSystems

/// The longest path of a Joliet tree, in bytes as recorded.
struct JolietPaths: Weighable {
    let tree: ISOTree
    /// Bytes of the names from the root to each directory, one separator of two bytes before each.
    private let lengths: [Int]

    static func each(in disc: Disc, _ body: (JolietPaths) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] where tree.kind == .joliet { body(JolietPaths(tree)) }
    }
    var inTree: TreeKind? { tree.kind }

    private init(_ tree: ISOTree) {
        self.tree = tree
        var lengths: [Int] = []
        lengths.reserveCapacity(tree.directories.count)
        // A directory stands behind its parent in the list.
        for directory in tree.directories {
            let parent = Int(directory.parent)
            let before = lengths.indices.contains(parent) ? lengths[parent] : 0
            let own = directory.slot >= 0 ? 2 + tree.identifier(Int(directory.slot)).count : 0
            lengths.append(before + own)
        }
        self.lengths = lengths
    }

    /// Calls `body` with each record whose path is longer than `limit` bytes.
    func each(longerThan limit: Int, _ body: (_ slot: Int, _ length: Int) -> Void) {
        for directory in tree.directories.indices {
            // 255 is the longest name there is.
            guard lengths[directory] + 2 + 255 > limit else { continue }
            for slot in tree.slots(of: directory) {
                let count = tree.identifier(slot).count
                let length = lengths[directory] + 2 + count
                if count > 1, length > limit { body(slot, length) }
            }
        }
    }
}
