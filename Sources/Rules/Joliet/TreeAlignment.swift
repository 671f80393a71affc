import DiscModel

/// Two trees of one volume beside each other: which node of the one is which of the other.
///
/// Directories are entered in pairs. In a pair, as long as both list the same files in the same order, they are taken one
/// by one, which is all there is to do on nearly every disc. The others are matched by place of their data and name together, then by
/// one of them, then in order if nothing tells them apart; files that are left are matched by place in the
/// whole tree. So a damaged name is found by its data and a damaged pointer by its name. Each step sorts numbers, which
/// costs the same for hostile trees.
struct TreeAlignment {
    private(set) var pairs: [(left: Int, right: Int)] = []
    /// Those of the pairs that have not literally the same name.
    private(set) var unlike: [(left: Int, right: Int)] = []
    private(set) var onlyLeft: [Int] = []
    private(set) var onlyRight: [Int] = []
    /// Pairs of files with data at one place.
    private(set) var shared = 0

    private let left: Side
    private let right: Side

    init(_ leftTree: FileTree, _ rightTree: FileTree) {
        left = Side(leftTree)
        right = Side(rightTree)
        pairs = [(0, 0)]
        pairs.reserveCapacity(min(leftTree.nodes.count, rightTree.nodes.count))
        var next = 0
        while next < pairs.count {
            let (one, other) = pairs[next]
            next += 1
            if leftTree.nodes[one].kind == .directory, rightTree.nodes[other].kind == .directory {
                align(left.children[one], right.children[other])
            }
        }
        alignRest()
        shared = pairs.count { left.isData($0.left) && left.places[$0.left] == right.places[$0.right] }
    }

    /// A node, and what it is sorted by.
    private struct Key {
        let kind: UInt8
        let place: UInt64
        let size: UInt64
        let name: UInt64
        let node: Int
    }

    /// What two nodes must have in common to be taken for one file.
    private enum Criterion {
        case placeAndName, placeAndSize, nameAndSize, place, name, placeAnywhere

        /// -1, 0 or 1 by what counts; numbers of nodes mean nothing across trees.
        @inline(__always)
        func order(_ one: Key, _ other: Key) -> Int {
            if self == .name { return Self.order(one.name, other.name) }
            if self != .placeAnywhere, one.kind != other.kind { return one.kind < other.kind ? -1 : 1 }
            switch self {
            case .placeAndName: return Self.order((one.place, one.name), (other.place, other.name))
            case .placeAndSize: return Self.order((one.place, one.size), (other.place, other.size))
            case .nameAndSize: return Self.order((one.name, one.size), (other.name, other.size))
            case .place, .name, .placeAnywhere: return Self.order(one.place, other.place)
            }
        }

        @inline(__always)
        private static func order(_ one: (UInt64, UInt64), _ other: (UInt64, UInt64)) -> Int {
            let first = order(one.0, other.0)
            return first == 0 ? order(one.1, other.1) : first
        }

        @inline(__always)
        private static func order(_ one: UInt64, _ other: UInt64) -> Int {
            one == other ? 0 : one < other ? -1 : 1
        }

        /// Whether equal keys are the same file: no place is no evidence.
        func decides(_ key: Key) -> Bool {
            self == .placeAndName || self == .nameAndSize || self == .name || key.place != .max
        }
    }

    private mutating func align(_ ours: Range<Int>, _ theirs: Range<Int>) {
        let (ours, theirs) = alignInOrder(ours, theirs)
        guard !ours.isEmpty, !theirs.isEmpty else { return }
        var ones = left.keys(ours)
        var others = right.keys(theirs)
        // Names of Rock Ridge are whole, and tell files apart even where their places are exchanged; short names of two trees
        // may be the same by chance.
        let criteria: [Criterion] =
            left.tree.kind == .rockridge
            ? [.placeAndName, .name, .place] : [.placeAndName, .placeAndSize, .nameAndSize, .place, .name]
        let (first, firstUnlike) = (pairs.count, unlike.count)
        defer { uncross(from: first, firstUnlike) }
        for criterion in criteria {
            match(&ones, &others, by: criterion)
            if ones.isEmpty || others.isEmpty { return }
        }
        // What has no data and another name: empty files and directories, in order if there are as many.
        var (empty, emptyToo) = (ones.filter { $0.place == .max }, others.filter { $0.place == .max })
        for kind in Set(empty.map(\.kind)).sorted() { pair(&empty, &emptyToo) { $0.kind == kind } }
        // Programs that put links and devices into Joliet record empty files there.
        pair(&empty, &emptyToo) { $0.kind != FileTree.NodeKind.directory.rawValue }
    }

    /// Two pairs of which each has the names of the other crosswise: their places are exchanged, and not their names.
    private mutating func uncross(from first: Int, _ firstUnlike: Int) {
        guard left.tree.kind != .rockridge, pairs.count - first == unlike.count - firstUnlike else { return }
        func hash(_ pair: (left: Int, right: Int)) -> (left: UInt64, right: UInt64) {
            (
                ComparableName.hash(of: left.tree.nodes[pair.left], in: left.tree),
                ComparableName.hash(of: right.tree.nodes[pair.right], in: right.tree)
            )
        }
        var byRight: [UInt64: Int] = [:]
        for index in pairs.indices[first...] where left.isData(pairs[index].left) {
            let names = hash(pairs[index])
            guard names.left != names.right else { continue }
            if let other = byRight[names.left], hash(pairs[other]).left == names.right {
                let right = pairs[index].right
                pairs[index].right = pairs[other].right
                pairs[other].right = right
                unlike[firstUnlike + index - first] = pairs[index]
                unlike[firstUnlike + other - first] = pairs[other]
            } else {
                byRight[names.right] = index
            }
        }
    }

    /// Pairs in order what fits, if both lists have as many of it, and takes it out of them.
    private mutating func pair(_ ones: inout [Key], _ others: inout [Key], _ fits: (Key) -> Bool) {
        let (mine, yours) = (ones.filter(fits), others.filter(fits))
        guard !mine.isEmpty, mine.count == yours.count else { return }
        for (one, other) in zip(mine.sorted { $0.node < $1.node }, yours.sorted { $0.node < $1.node }) {
            pair(one.node, other.node)
        }
        ones.removeAll(where: fits)
        others.removeAll(where: fits)
    }

    /// Pairs nodes with the same place and name for as long as both directories have them in the same order; returns
    /// the others.
    private mutating func alignInOrder(_ ours: Range<Int>, _ theirs: Range<Int>) -> (Range<Int>, Range<Int>) {
        var (one, other) = (ours.lowerBound, theirs.lowerBound)
        let namesakes = Namesakes(left.tree, right.tree)
        while one < ours.upperBound, other < theirs.upperBound, left.places[one] == right.places[other],
            left.tree.nodes[one].kind == right.tree.nodes[other].kind
        {
            switch namesakes.likeness(of: one, to: other) {
            case .literally: pairs.append((one, other))
            case .roughly: pair(one, other)
            case .not: return (one..<ours.upperBound, other..<theirs.upperBound)
            }
            (one, other) = (one + 1, other + 1)
        }
        return (one..<ours.upperBound, other..<theirs.upperBound)
    }

    private mutating func pair(_ one: Int, _ other: Int) {
        pairs.append((one, other))
        unlike.append((one, other))
    }

    /// Sorts both lists, pairs what is the same, and leaves the rest in them.
    private mutating func match(_ ones: inout [Key], _ others: inout [Key], by criterion: Criterion) {
        Self.sort(&ones, by: criterion)
        Self.sort(&others, by: criterion)
        var (restOfOnes, restOfOthers): ([Key], [Key]) = ([], [])
        var (i, j) = (0, 0)
        while i < ones.count, j < others.count {
            let order = criterion.order(ones[i], others[j])
            if order == 0, criterion.decides(ones[i]) {
                pair(ones[i].node, others[j].node)
                i += 1
                j += 1
            } else if order < 0 {
                restOfOnes.append(ones[i])
                i += 1
            } else {
                restOfOthers.append(others[j])
                j += 1
            }
        }
        ones = restOfOnes + ones[i...]
        others = restOfOthers + others[j...]
    }

    private static func sort(_ keys: inout [Key], by criterion: Criterion) {
        keys.sort { one, other in
            let order = criterion.order(one, other)
            return order == 0 ? one.node < other.node : order < 0
        }
    }

    /// What no directory had: files with data at the same place elsewhere.
    private mutating func alignRest() {
        var (isPairedLeft, isPairedRight) = (left.flags, right.flags)
        for (one, other) in pairs {
            isPairedLeft[one] = true
            isPairedRight[other] = true
        }
        var ones = left.keys(isPairedLeft.indices.filter { !isPairedLeft[$0] && left.isData($0) })
        var others = right.keys(isPairedRight.indices.filter { !isPairedRight[$0] && right.isData($0) })
        if !ones.isEmpty, !others.isEmpty {
            let before = pairs.count
            match(&ones, &others, by: .placeAnywhere)
            for (one, other) in pairs[before...] {
                isPairedLeft[one] = true
                isPairedRight[other] = true
            }
        }
        onlyLeft = isPairedLeft.indices.filter { !isPairedLeft[$0] }
        onlyRight = isPairedRight.indices.filter { !isPairedRight[$0] }
    }
}

extension TreeAlignment {
    /// One of the trees, with what is needed of every node.
    private struct Side {
        let tree: FileTree
        let children: ChildRanges
        /// Where the data of each file begins, and for a directory the first data below it; `.max` for none.
        let places: [UInt64]
        var flags: [Bool] { [Bool](repeating: false, count: tree.nodes.count) }

        init(_ tree: FileTree) {
            self.tree = tree
            children = ChildRanges(of: tree)
            var places = [UInt64](repeating: .max, count: tree.nodes.count)
            // A node stands behind its parent in the list.
            for index in tree.nodes.indices.reversed() {
                let node = tree.nodes[index]
                if node.kind != .directory, node.size > 0, let extent = tree.firstExtent(of: node) {
                    places[index] = extent.offset
                }
                let parent = Int(node.parent)
                if index > 0, node.kind == .directory || node.kind == .file {
                    places[parent] = min(places[parent], places[index])
                }
            }
            self.places = places
        }

        /// Whether a node is a file with bytes.
        func isData(_ node: Int) -> Bool { tree.nodes[node].kind == .file && places[node] != .max }

        func keys(_ nodes: some Collection<Int>) -> [Key] {
            nodes.map { index in
                let node = tree.nodes[index]
                return Key(
                    kind: node.kind.rawValue, place: places[index],
                    size: node.kind == .directory ? 0 : node.size,
                    name: ComparableName.hash(of: node, in: tree),
                    node: index)
            }
        }
    }
}
