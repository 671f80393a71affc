/// Everything known about one image: a frozen value without a file handle. Rules and reports see nothing else.
public struct Disc: Sendable {
    /// Bytes of the volume's data area; for a plain ISO the length of the file.
    public let size: UInt64
    /// The byte at which the file systems begin: 0, or the start of the last session that holds data.
    public let start: UInt64
    public private(set) var facts: [any Facts] = []
    public private(set) var trees: [FileTree] = []
    public private(set) var gaps: [Gap] = []
    /// Who owns which bytes; complete once every reader has spoken.
    public private(set) var map: DiscMap

    public init(size: UInt64, start: UInt64 = 0) {
        self.size = size
        self.start = start
        map = DiscMap(size: size, claims: [], trees: [])
    }

    /// Takes in what a reader learnt.
    public mutating func add(_ new: any Facts) {
        facts.append(new)
        trees.append(contentsOf: new.trees)
        gaps.append(contentsOf: new.gaps)
    }

    /// Draws the map from all claims so far.
    public mutating func drawMap() {
        map = DiscMap(size: size, claims: facts.flatMap(\.claims), trees: trees)
    }

    /// The facts of one kind of reader, if it found its subject.
    public func facts<F: Facts>(_ kind: F.Type) -> F? {
        for candidate in facts {
            if let found = candidate as? F { return found }
        }
        return nil
    }

    public func tree(_ kind: TreeKind) -> FileTree? { trees.first { $0.kind == kind } }
}
