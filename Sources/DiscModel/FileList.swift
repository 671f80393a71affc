/// The files of all trees as one list: each file once, under the name that most readers would show, with the trees that
/// know it.
public struct FileList: Sendable {
    public struct Entry: Sendable {
        public let path: DisplayName
        public let kind: FileTree.NodeKind
        public let size: UInt64
        public let extents: [FileTree.Extent]
        public var trees: [TreeKind]
    }

    /// By path within each tree of origin; the richest tree first.
    public let entries: [Entry]

    public init(of disc: Disc) {
        var list = Builder()
        for kind in TreeKind.byPreference {
            for tree in disc.trees where tree.kind == kind { list.add(tree) }
        }
        entries = list.entries
    }

    /// Finds for each node the entry that is the same file: by the record when two trees read the same records, by its
    /// place on the disc when it has content (names are cut differently from tree to tree), else by its name.
    private struct Builder {
        var entries: [Entry] = []
        private var byRecord: [TreeKind: [Int32: Int]] = [:]
        private var byContent: [FileTree.Extent: [Int]] = [:]
        private var byName: [String: Int] = [:]

        mutating func add(_ tree: FileTree) {
            for index in tree.nodes.indices.dropFirst() {
                let node = tree.nodes[index]
                let path = tree.path(of: index)
                let content = tree.extents(of: node).first
                let name = Self.folded(path.text, in: tree.kind)
                if let at = find(tree.kind, node, content, name), !entries[at].trees.contains(tree.kind) {
                    entries[at].trees.append(tree.kind)
                    continue
                }
                if tree.kind.isSecondReading {
                    byRecord[tree.kind.records, default: [:]][node.record] = entries.count
                }
                if let content { byContent[content, default: []].append(entries.count) }
                byName[name] = entries.count
                entries.append(
                    Entry(
                        path: path, kind: node.kind, size: node.size, extents: Array(tree.extents(of: node)),
                        trees: [tree.kind]))
            }
        }

        private func find(
            _ kind: TreeKind, _ node: FileTree.Node, _ content: FileTree.Extent?, _ name: String
        ) -> Int? {
            if let same = byRecord[kind]?[node.record] { return same }
            if let content {
                // Hard links share their content: the one of the same name, or the first that this tree has not named.
                let candidates = byContent[content]?.filter { !entries[$0].trees.contains(kind) } ?? []
                return candidates.first { byName[name] == $0 } ?? candidates.first
            }
            return byName[name].flatMap { entries[$0].extents.isEmpty ? $0 : nil }
        }

        /// A path without its case, and without the version and the empty extension that ECMA-119 adds.
        private static func folded(_ path: String, in kind: TreeKind) -> String {
            kind.hasVersions ? path.lowercased().withoutVersion : path.lowercased()
        }
    }
}
