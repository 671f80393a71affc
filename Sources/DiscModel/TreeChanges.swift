/// What became of the files of a tree in a later one, path by path.
public struct TreeChanges: Sendable {
    /// Files of the earlier tree that have no successor, by their nodes there.
    public private(set) var deleted: [Int] = []
    /// Files of which the content stayed where it was under another path, by their nodes in both.
    public private(set) var renamed: [(old: Int, new: Int)] = []
    /// Files of the later tree that had no predecessor, and those of which the content lies elsewhere now, by their nodes there.
    public private(set) var added: [Int] = []
    public private(set) var changed: [Int] = []
    /// Those of which the content lies elsewhere now, by their nodes in the earlier tree.
    public private(set) var replaced: [Int] = []

    /// Files of which the content stayed where it was, by their nodes in both.
    public private(set) var kept: [(old: Int, new: Int)] = []

    /// Files of the earlier tree that the later one does not have so, by their nodes there.
    public var gone: [Int] { deleted + renamed.map(\.old) + replaced }

    /// Files that the earlier tree does not have so, by their nodes in the later one.
    public var came: [Int] { changed + renamed.map(\.new) + added }

    public var isEmpty: Bool { deleted.isEmpty && renamed.isEmpty && added.isEmpty && changed.isEmpty }

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
        pairRenamed(from: earlier, to: later)
    }

    /// What went with what came, where both have the same bytes. Of files without any nobody can tell.
    private mutating func pairRenamed(from earlier: FileTree, to later: FileTree) {
        func content(of node: Int, in tree: FileTree) -> [FileTree.Extent]? {
            let extents = Array(tree.extents(of: tree.nodes[node]))
            return tree.nodes[node].size > 0 && !extents.isEmpty ? extents : nil
        }
        var gone: [[FileTree.Extent]: [Int]] = [:]
        for node in deleted.reversed() {
            if let content = content(of: node, in: earlier) { gone[content, default: []].append(node) }
        }
        guard !gone.isEmpty else { return }
        added.removeAll { node in
            guard let content = content(of: node, in: later), let old = gone[content]?.popLast() else {
                return false
            }
            renamed.append((old, node))
            return true
        }
        let paired = Set(renamed.map(\.old))
        deleted.removeAll(where: paired.contains)
    }
}
