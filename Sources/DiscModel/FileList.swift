/// The files of all trees as one list: each file once, under the name that most readers would show, with the trees that
/// know it. It holds numbers only; names stay where they were read until somebody asks for them.
public struct FileList: Sendable {
    public struct Entry: Sendable {
        /// The tree whose name for it is shown, and its node there.
        public let tree: FileTree
        public let index: Int
        fileprivate let found: UInt16

        private var node: FileTree.Node { tree.nodes[index] }
        public var path: DisplayName { tree.path(of: index) }
        public var kind: FileTree.NodeKind { node.kind }
        public var size: UInt64 { node.size }
        public var extents: [FileTree.Extent] { Array(tree.extents(of: node)) }
        public var holes: [FileTree.Hole] { tree.holes(of: index) }
        /// The kinds of tree that know it, the richest first.
        public var trees: [TreeKind] {
            TreeKind.byPreference.enumerated().filter { found & 1 << $0.offset != 0 }.map(\.element)
        }
    }

    fileprivate struct Row: BitwiseCopyable {
        let node: Int32
        let tree: UInt8
        /// A bit for each kind of tree in which it was found, by its rank in `TreeKind.byPreference`.
        var found: UInt16
    }

    private let trees: [FileTree]
    private let rows: [Row]

    public init(of disc: Disc) {
        trees = disc.trees
        var list = Builder(trees)
        for (rank, kind) in TreeKind.byPreference.enumerated() {
            for index in trees.indices where trees[index].kind == kind { list.add(index, rank) }
        }
        rows = list.rows
    }

    /// By path within each tree of origin; the richest tree first.
    public var entries: some RandomAccessCollection<Entry> {
        rows.lazy.map { Entry(tree: trees[Int($0.tree)], index: Int($0.node), found: $0.found) }
    }
}

/// Finds for each node the row that is the same file: by the record when two trees read the same records, by its place on
/// the disc when it has content (names are cut differently from tree to tree), else by its name.
private struct Builder {
    private let trees: [FileTree]
    var rows: [FileList.Row] = []
    private var byRecord: [TreeKind: [Int32: Int32]] = [:]
    private var byContent: [Content: Links] = [:]
    /// For each row the next one of the same content, or -1.
    private var next: [Int32] = []
    private var names = PathNumbers()
    /// For each name the last row that has it, or -1.
    private var byName: [Int32] = []

    /// Where content lies; what its last block has to spare differs with the blocks of a file system.
    private struct Content: Hashable {
        let offset, length: UInt64

        init(_ extent: FileTree.Extent) { (offset, length) = (extent.offset, extent.length) }
    }

    /// The rows of one content: hard links.
    private struct Links {
        let first: Int32
        var last: Int32
        /// Where to look for one that the present kind of tree has not named.
        var cursor: Int32
        var mark: UInt16
    }

    init(_ trees: [FileTree]) { self.trees = trees }

    mutating func add(_ treeIndex: Int, _ rank: Int) {
        let tree = trees[treeIndex]
        let mark: UInt16 = 1 << rank
        rows.reserveCapacity(max(rows.count, tree.nodes.count))
        var folders = PathNumbers.Folders(tree)
        let known = byRecord[tree.kind]
        for index in tree.nodes.indices.dropFirst() {
            let node = tree.nodes[index]
            let same = known?[node.record]
            if let same, rows[Int(same)].found & mark == 0 {
                rows[Int(same)].found |= mark
                continue
            }
            let content = tree.firstExtent(of: node).map(Content.init)
            let name = Int(names.name(of: index, in: tree, &folders))
            if name >= byName.count {
                byName += repeatElement(-1, count: name + 1 - byName.count)
            }
            if same == nil, let at = find(mark, content, byName[name]) {
                rows[at].found |= mark
                continue
            }
            let row = Int32(clamping: rows.count)
            if tree.kind.isSecondReading { byRecord[tree.kind.records, default: [:]][node.record] = row }
            next.append(-1)
            if let content { link(row, content, mark) }
            byName[name] = row
            rows.append(
                .init(node: Int32(clamping: index), tree: UInt8(clamping: treeIndex), found: mark))
        }
    }

    private mutating func link(_ row: Int32, _ content: Content, _ mark: UInt16) {
        if let last = byContent[content]?.last {
            next[Int(last)] = row
            byContent[content]?.last = row
        } else {
            byContent[content] = Links(first: row, last: row, cursor: row, mark: mark)
        }
    }

    /// A row that a kind of tree has not named yet.
    ///
    /// - Parameter named: the row of the same name, or -1.
    private mutating func find(_ mark: UInt16, _ content: Content?, _ named: Int32) -> Int? {
        let isFree = named >= 0 && rows[Int(named)].found & mark == 0
        guard let content else { return isFree && self.content(of: named) == nil ? Int(named) : nil }
        // Hard links share their content: the one of the same name, or the first that this tree has not named.
        if isFree, self.content(of: named) == content { return Int(named) }
        guard var links = byContent[content] else { return nil }
        if links.mark != mark {
            links.mark = mark
            links.cursor = links.first
        }
        while rows[Int(links.cursor)].found & mark != 0, next[Int(links.cursor)] >= 0 {
            links.cursor = next[Int(links.cursor)]
        }
        byContent[content] = links
        return rows[Int(links.cursor)].found & mark == 0 ? Int(links.cursor) : nil
    }

    private func content(of row: Int32) -> Content? {
        let tree = trees[Int(rows[Int(row)].tree)]
        return tree.firstExtent(of: tree.nodes[Int(rows[Int(row)].node)]).map(Content.init)
    }
}
