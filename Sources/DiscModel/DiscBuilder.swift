/// What readers have learnt about an image, or about a window in it, so far; once all have spoken, it is frozen into a
/// `Disc`.
public struct DiscBuilder: Sendable {
    /// The bytes that it is about.
    public let run: DiscMap.Run
    /// The byte at which the file systems begin.
    public let startOffset: UInt64
    public private(set) var facts: [any Facts] = []
    public private(set) var trees: [FileTree] = []
    public private(set) var gaps: [Gap] = []
    public private(set) var nested: [NestedVolume] = []
    /// The map of the claims so far; nil since there are new ones. Drawing it takes as long as reading the directories.
    private var map: DiscMap?

    public init(_ run: DiscMap.Run, startOffset: UInt64 = 0) {
        self.run = run
        self.startOffset = startOffset
    }

    /// Takes in what a reader learnt.
    public mutating func add(_ new: any Facts) {
        facts.append(new)
        gaps.append(contentsOf: new.gaps)
        let newTrees = new.trees
        trees.append(contentsOf: newTrees)
        if !newTrees.isEmpty || !new.claims.isEmpty { map = nil }
        for inner in new.nested { add(inner) }
    }

    /// Takes in what was read in a window of this one. What could not be seen there could not be seen.
    public mutating func add(_ volume: NestedVolume) {
        nested.append(volume)
        if volume.isInside { gaps.append(contentsOf: volume.disc.gaps) }
    }

    /// The facts of one kind of reader, if it found its subject.
    public func facts<F: Facts>(_ kind: F.Type) -> F? { facts.first(kind) }

    public func tree(_ kind: TreeKind) -> FileTree? { trees.first { $0.kind == kind } }

    /// Everything known by now. The map is drawn once for the claims that there are.
    public mutating func frozen() -> Disc {
        let drawn = map ?? DiscMap(of: run, claims: facts.flatMap(\.claims), trees: trees)
        map = drawn
        return Disc(
            size: run.length, startOffset: startOffset, facts: facts, trees: trees, gaps: gaps,
            nested: nested, map: drawn
        )
    }
}

extension [any Facts] {
    /// The first facts of a kind.
    func first<F: Facts>(_ kind: F.Type) -> F? {
        for candidate in self {
            if let found = candidate as? F { return found }
        }
        return nil
    }
}
