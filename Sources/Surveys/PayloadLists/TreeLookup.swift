import DiscModel

/// Finds the file that a listed path means in a tree, as the system that mounts the tree would.
struct TreeLookup {
    enum Outcome: Equatable {
        case file(Int)
        case absent
        /// The way leads over something that cannot be followed: a link out of the tree, a loop, a device.
        case unfollowed
    }

    private struct Key: Hashable {
        let directory: Int
        let name: [UInt8]
    }

    /// Links followed before a chain counts as a loop, and steps of one path, as in Linux.
    private static let hops = 40
    private static let steps = 4_096
    /// Steps still allowed for all paths together, so that a hostile list costs no more than an honest one.
    private var budget = 20_000_000

    let tree: FileTree
    private let linkTarget: (Int) -> [UInt8]?
    private var children: [Key: Int] = [:]
    /// Filled when a name is sought that the tree cannot write.
    private var childrenOf: [Int: [(name: MappedName, node: Int)]] = [:]

    /// - Parameter linkTarget: what the symbolic link at a node leads to; nil when that is not known.
    init(_ tree: FileTree, linkTarget: @escaping (Int) -> [UInt8]?) {
        self.tree = tree
        self.linkTarget = linkTarget
        children.reserveCapacity(tree.nodes.count)
        for (index, node) in tree.nodes.enumerated().dropFirst() where node.kind != .associated {
            let key = Key(directory: Int(node.parent), name: Self.name(of: node, in: tree))
            if children[key] == nil { children[key] = index }
        }
    }

    /// - Parameter path: from the root, in the bytes of the list.
    mutating func find(_ path: [UInt8]) -> Outcome {
        var directory = 0
        var hops = 0
        var steps = Array(path.split(separator: UInt8(ascii: "/")).reversed())
        while let step = steps.popLast() {
            budget -= 1
            guard budget > 0 else { return .unfollowed }
            if step.elementsEqual(".".utf8) { continue }
            if step.elementsEqual("..".utf8) {
                directory = Int(tree.nodes[directory].parent)
                continue
            }
            let key = Key(
                directory: directory, name: Self.isExact(tree.kind) ? Array(step) : Self.folded(step))
            guard let child = children[key] else { return .absent }
            switch tree.nodes[child].kind {
            case .directory: directory = child
            case .file: return steps.isEmpty ? .file(child) : .absent
            case .symbolicLink:
                hops += 1
                guard hops < Self.hops, let target = linkTarget(child), target.first != UInt8(ascii: "/"),
                    steps.count + target.count < Self.steps
                else { return .unfollowed }
                steps += target.split(separator: UInt8(ascii: "/")).reversed()
            case .device, .associated: return .unfollowed
            }
        }
        return .absent
    }

    /// Whether the tree can hold a path under its own names: the primary tree shortens and replaces what it cannot
    /// write (ECMA-119, 7.5), so there a name that is not found proves nothing.
    func canName(_ path: [UInt8]) -> Bool {
        guard tree.kind == .iso9660 else { return true }
        return path.split(separator: UInt8(ascii: "/")).allSatisfy { name in
            let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            return parts.count <= 2 && parts[0].count <= 8 && (parts.count < 2 || parts[1].count <= 3)
                && name.allSatisfy {
                    $0 < 0x80 && ($0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") || $0.isAlphanumeric)
                }
        }
    }

    // MARK: Names that had to be changed

    /// The file that a path means whose names a mastering program changed into what the primary tree can write: capitals,
    /// an underscore for every other letter and for every dot but the last, and what is too long cut off. Where more than one
    /// file could be meant, none is.
    mutating func findMapped(_ path: [UInt8]) -> Outcome {
        guard tree.kind == .iso9660 else { return .unfollowed }
        if childrenOf.isEmpty {
            for (index, node) in tree.nodes.enumerated().dropFirst() where node.kind != .associated {
                let name = MappedName(recorded: Self.name(of: node, in: tree))
                childrenOf[Int(node.parent), default: []].append((name, index))
            }
        }
        var at = 0
        let steps = path.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
        for (index, step) in steps.enumerated() {
            let siblings = childrenOf[at] ?? []
            budget -= siblings.count
            guard budget > 0, !step.elementsEqual("..".utf8) else { return .unfollowed }
            let isLast = index == steps.count - 1
            let wanted = MappedName(listed: step, isDirectory: !isLast)
            let similar = siblings.filter { wanted.resembles($0.name) }
            guard similar.count == 1, let only = similar.first, wanted.becomes(only.name) else {
                return .unfollowed
            }
            guard (tree.nodes[only.node].kind == .directory) != isLast else { return .unfollowed }
            at = only.node
        }
        return tree.nodes[at].kind == .file ? .file(at) : .unfollowed
    }

    // MARK: Names

    private static func isExact(_ kind: TreeKind) -> Bool { !kind.hasVersions }

    private static func name(of node: FileTree.Node, in tree: FileTree) -> [UInt8] {
        let bytes = tree.nameBytes(of: node)
        if isExact(tree.kind) { return Array(bytes) }
        let text =
            tree.encoding == .bytes
            ? DisplayName(utf8: Array(bytes)).text : DisplayName(utf16BigEndian: Array(bytes)).text
        return folded(Array(text.utf8).withoutVersion)
    }

    /// Trees without Rock Ridge are read without regard to case.
    private static func folded(_ name: ArraySlice<UInt8>) -> [UInt8] {
        if name.allSatisfy({ $0 < 0x80 }) { return name.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 } }
        return Array(String(decoding: name, as: UTF8.self).lowercased().utf8)
    }
}

extension UInt8 {
    fileprivate var isAlphanumeric: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}
