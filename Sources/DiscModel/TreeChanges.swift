/// What became of the files of a tree in a later one, path by path.
public struct TreeChanges: Sendable {
    /// Files of the earlier tree that have no successor, by their nodes there.
    public private(set) var deleted: [Int] = []
    /// Files of the later tree that had no predecessor, and those of which the content lies elsewhere now, by their nodes there.
    public private(set) var added: [Int] = []
    public private(set) var changed: [Int] = []
    /// Those of which the content lies elsewhere now, by their nodes in the earlier tree.
    public private(set) var replaced: [Int] = []

    /// Files of which the content stayed where it was, by their nodes in both.
    public private(set) var kept: [(old: Int, new: Int)] = []

    public var isEmpty: Bool { deleted.isEmpty && added.isEmpty && changed.isEmpty }

    /// Of programs that write a file anew nobody can tell whether its bytes are others; of those that leave it where it is they are not.
    public init(from earlier: FileTree, to later: FileTree) {
        var known: [String: Int] = [:]
        for node in earlier.nodes.indices.dropFirst() where earlier.nodes[node].kind != .directory {
            known[earlier.path(of: node).text] = node
        }
        for node in later.nodes.indices.dropFirst() where later.nodes[node].kind != .directory {
            guard let old = known.removeValue(forKey: later.path(of: node).text) else {
                added.append(node)
                continue
            }
            let isSame =
                later.nodes[node].size == earlier.nodes[old].size
                && later.extents(of: later.nodes[node]).elementsEqual(earlier.extents(of: earlier.nodes[old]))
            if isSame {
                kept.append((old, node))
            } else {
                changed.append(node)
                replaced.append(old)
            }
        }
        deleted = known.values.sorted()
    }
}
