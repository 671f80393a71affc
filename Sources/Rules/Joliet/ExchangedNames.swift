import DiscModel
import FileSystems

/// Files of one directory that two trees call crosswise: the data of each is the other's. Where something tells that it is the names of
/// one tree that stand in each other's place, and not what its records lead to, that tree is wrong.
struct ExchangedNames {
    struct Pair {
        /// The nodes of both trees that have one name, for either name.
        let first, second: (left: Int, right: Int)
        let wrong: TwinArbitration.Side
        /// What shows it, as a clause.
        let evidence: String
    }

    private(set) var pairs: [Pair] = []
    private var known: Set<Int> = []

    /// Pairs of files in question with which it is still looked at.
    private static let most = 64

    private let pair: TreePair
    private let children: (left: ChildRanges, right: ChildRanges)

    init(of pair: TreePair, disputed: [(left: Int, right: Int)]) {
        self.pair = pair
        children = (ChildRanges(of: pair.left), ChildRanges(of: pair.right))
        guard disputed.count <= Self.most else { return }
        for (index, first) in disputed.enumerated() where !known.contains(first.left) {
            for second in disputed[(index + 1)...]
            where !known.contains(second.left) && areCrossed(first, second) {
                let (one, other) = first.left < second.left ? (first, second) : (second, first)
                guard let (wrong, evidence) = ruling(one, other) else { continue }
                let isInOrder = wrong == .left || one.right < other.right
                pairs.append(
                    Pair(
                        first: isInOrder ? one : other, second: isInOrder ? other : one, wrong: wrong,
                        evidence: evidence))
                known.formUnion([first.left, second.left])
                break
            }
        }
    }

    /// Whether a pair of nodes is accounted for.
    func contains(_ twins: (left: Int, right: Int)) -> Bool { known.contains(twins.left) }

    private func areCrossed(_ first: (left: Int, right: Int), _ second: (left: Int, right: Int)) -> Bool {
        let (left, right) = (pair.left, pair.right)
        let nodes = [left.nodes[first.left], left.nodes[second.left]]
        return nodes.allSatisfy { $0.kind == .file && $0.size > 0 } && nodes[0].parent == nodes[1].parent
            && right.nodes[first.right].parent == right.nodes[second.right].parent
            && TwinDifference.between(left, first.left, right, second.right) == nil
            && TwinDifference.between(left, second.left, right, first.right) == nil
    }

    private func ruling(
        _ first: (left: Int, right: Int), _ second: (left: Int, right: Int)
    ) -> (TwinArbitration.Side, String)? {
        if pair.left.kind == .rockridge, let identifiers = crossedIdentifiers(first.left, second.left) {
            return (.left, "the identifiers beside them, \(identifiers), are those of the other file each")
        }
        let order = "there they stand out of alphabetical order"
        if isOutOfOrder(pair.right, children.right, first.right, second.right) { return (.right, order) }
        if pair.left.kind != .rockridge, isOutOfOrder(pair.left, children.left, first.left, second.left) {
            return (.left, order)
        }
        return nil
    }

    /// The identifiers of two records with Rock Ridge names, where each can only be made of the name of the other.
    private func crossedIdentifiers(_ one: Int, _ other: Int) -> String? {
        let slots = [one, other].map { Int(pair.left.nodes[$0].record) }
        guard slots.allSatisfy(pair.primary.slots.indices.contains) else { return nil }
        let identifiers = slots.map { pair.primary.identifier($0) }
        let names = [one, other].map { pair.left.nameBytes(of: pair.left.nodes[$0]) }
        func isMade(_ identifier: Int, of name: Int) -> Bool {
            NameDerivation(identifiers[identifier], of: names[name]) == .derived
        }
        guard isMade(0, of: 1), isMade(1, of: 0), !isMade(0, of: 0), !isMade(1, of: 1) else { return nil }
        return slots.map { pair.primary.displayName($0).escaped }.joined(separator: " and ")
    }

    /// Whether two names break the order of their directory where they stand, and would keep it in each other's place.
    private func isOutOfOrder(_ tree: FileTree, _ children: ChildRanges, _ one: Int, _ other: Int) -> Bool {
        let range = children[Int(tree.nodes[one].parent)]
        guard range.contains(one), range.contains(other) else { return false }
        let order = IdentifierOrder(tree.kind)
        func isKept(_ name: (Int) -> Int) -> Bool {
            [one, other].flatMap { [$0 - 1, $0] }.allSatisfy { index in
                guard range.contains(index), range.contains(index + 1) else { return true }
                let (before, after) = (name(index), name(index + 1))
                return !order.precedes(
                    tree.nameBytes(of: tree.nodes[after]), tree.nameBytes(of: tree.nodes[before]))
            }
        }
        return !isKept { $0 } && isKept { $0 == one ? other : $0 == other ? one : $0 }
    }

    /// What is said of a pair.
    func words(_ exchanged: Pair) -> String {
        let isLeft = exchanged.wrong == .left
        let (first, second) =
            isLeft
            ? (pair.left.path(of: exchanged.first.left), pair.left.path(of: exchanged.second.left))
            : (pair.right.path(of: exchanged.first.right), pair.right.path(of: exchanged.second.right))
        let (wrong, other) =
            isLeft ? (pair.leftName, pair.rightName) : (pair.rightName, pair.leftName)
        return
            "the names of \(first.escaped) and \(second.escaped) stand in each other's place in the \(wrong) tree, so that each shows the content of the other: the \(other) tree has them the other way round, and \(exchanged.evidence)"
    }
}
