import DiscModel
import FileSystems

/// A symbolic link of a Rock Ridge tree, and where it leads when the tree is mounted.
struct TreeLink: Weighable {
    let tree: RockRidgeTree
    let node: Int
    let target: DisplayName
    let outcome: Outcome

    enum Outcome {
        case found
        /// An absolute target, which leads out of the mounted tree, or a link on the way with one.
        case absolute
        /// More steps up than there are directories.
        case escapes
        case dangling
        case loops
        /// Not followed to the end: longer than any system allows, or too many steps in all.
        case unknown
    }

    static func each(in disc: Disc, _ body: (TreeLink) -> Void) {
        RockRidgeTree.each(in: disc) { tree in
            guard tree.tree.traits.contains(.unusualType) else { return }
            let links = tree.view.nodes.indices.filter { tree.view.nodes[$0].kind == .symbolicLink }
            guard !links.isEmpty else { return }
            var resolver = LinkResolver(tree)
            for node in links {
                let target = resolver.target(of: node)
                body(
                    TreeLink(
                        tree: tree, node: node, target: DisplayName(utf8: target),
                        outcome: resolver.resolve(node)))
            }
        }
    }
    var inTree: TreeKind? { tree.tree.kind }

    var place: Place? { tree.place(node, .sl) }
}

/// Follows links through a tree as a POSIX system does.
private struct LinkResolver {
    private let tree: RockRidgeTree
    /// For each directory that was asked for, its nodes by a number made of their names.
    private var names: [Int: [UInt64: Int]] = [:]

    /// Steps of targets, last first, by node; nil inside for an absolute one.
    private var known: [Int: [ArraySlice<UInt8>]?] = [:]
    /// Steps still allowed for all links together, so that a hostile tree costs no more than an honest one.
    private var budget = 4_000_000

    /// Links followed before a chain counts as a loop, as in Linux.
    private static let hops = 40
    /// The longest path of POSIX systems (PATH_MAX of Linux).
    private static let longest = 4_096

    init(_ tree: RockRidgeTree) { self.tree = tree }

    func target(of node: Int) -> [UInt8] {
        guard let slot = tree.slot(of: node) else { return [] }
        return RockRidge.target(in: tree.tree.entries(slot)) ?? []
    }

    mutating func resolve(_ link: Int) -> TreeLink.Outcome {
        var hops = 0
        var at = Int(tree.view.nodes[link].parent)
        // Steps still to go; a link on the way puts its own in front.
        guard var steps = steps(of: link) else { return .absolute }
        while let step = steps.popLast() {
            budget -= 1
            guard budget > 0, steps.count < Self.longest else { return .unknown }
            if step == [0x2E] { continue }
            if step == [0x2E, 0x2E] {
                guard at != 0 else { return .escapes }
                at = Int(tree.view.nodes[at].parent)
                continue
            }
            guard let child = child(named: step, of: at) else { return .dangling }
            switch tree.view.nodes[child].kind {
            case .directory: at = child
            case .symbolicLink:
                hops += 1
                guard hops < Self.hops else { return .loops }
                guard let more = self.steps(of: child) else { return .absolute }
                steps.append(contentsOf: more)
            default: return steps.isEmpty ? .found : .dangling
            }
        }
        return .found
    }

    /// The steps of a link's target, last first; nil for an absolute one.
    private mutating func steps(of link: Int) -> [ArraySlice<UInt8>]? {
        if let known = known[link] { return known }
        let target = target(of: link).prefix(Self.longest)
        let steps = target.first == 0x2F ? nil : Array(target.split(separator: 0x2F).reversed())
        known[link] = .some(steps)
        return steps
    }

    private mutating func child(named name: ArraySlice<UInt8>, of directory: Int) -> Int? {
        if names[directory] == nil {
            var index: [UInt64: Int] = [:]
            for node in tree.children[directory] {
                index[NameHash.of(tree.view.nameBytes(of: tree.view.nodes[node]))] = node
            }
            names[directory] = index
        }
        return names[directory]?[NameHash.of(name)]
    }
}

/// A number made of the bytes of a name (FNV-1a), to find equal ones fast.
enum NameHash {
    static let start: UInt64 = 0xcbf2_9ce4_8422_2325

    @inline(__always)
    static func add(_ unit: UInt64, to hash: UInt64) -> UInt64 { (hash ^ unit) &* 0x100_0000_01b3 }

    static func of(_ name: ArraySlice<UInt8>) -> UInt64 {
        name.reduce(start) { add(UInt64($1), to: $0) }
    }
}
