/// The trees a disc can carry, in the words of the reports. What is particular to a kind stands in its traits, and in no
/// switch anywhere else.
public enum TreeKind: String, Sendable, Hashable, CaseIterable {
    case iso9660, rockridge, joliet, enhanced, supplementary, fat, udf, hfs, hfsplus
}

extension TreeKind {
    /// How a kind of tree is called, preferred and read.
    private struct Traits {
        /// The name among the file systems of a disc.
        let name: String
        /// The word before "tree" in a sentence.
        let word: String
        /// Systems show the tree of the least rank: Linux takes Rock Ridge, Windows Joliet.
        let rank: Int
        /// The tree whose records it reads a second time.
        var records: TreeKind?
        /// Whether names carry a version number and a dot for an empty extension (ECMA-119, 7.5.1), and case says nothing.
        var hasVersions = true
    }

    private var traits: Traits {
        switch self {
        // Windows, macOS and Linux show it before ISO 9660.
        case .udf: Traits(name: "UDF", word: "UDF", rank: -1, hasVersions: false)
        case .rockridge:
            Traits(
                name: "Rock Ridge", word: "Rock Ridge", rank: 0, records: .iso9660,
                hasVersions: false)
        case .joliet: Traits(name: "Joliet", word: "Joliet", rank: 1)
        case .enhanced: Traits(name: "ISO 9660:1999", word: "enhanced", rank: 2)
        case .supplementary: Traits(name: "supplementary tree", word: "supplementary", rank: 3)
        case .iso9660: Traits(name: "ISO 9660", word: "primary", rank: 4)
        // Only macOS shows them before ISO 9660.
        case .hfsplus: Traits(name: "HFS+", word: "HFS+", rank: 5, hasVersions: false)
        case .hfs: Traits(name: "HFS", word: "HFS", rank: 6, hasVersions: false)
        // In a partition, a boot image or a file, beside no other.
        case .fat: Traits(name: "FAT", word: "FAT", rank: 7, hasVersions: false)
        }
    }

    /// The name among the file systems of a disc, such as "ISO 9660".
    public var name: String { traits.name }
    /// The word before "tree" in a sentence, such as "primary".
    public var word: String { traits.word }
    /// The tree whose records it reads, which is itself but for a second reading.
    public var records: TreeKind { traits.records ?? self }
    /// Whether it is a second reading of records that another tree owns.
    public var isSecondReading: Bool { traits.records != nil }
    /// Whether names carry a version number and a dot for an empty extension (ECMA-119, 7.5.1), and are the same whatever
    /// their case.
    public var hasVersions: Bool { traits.hasVersions }

    /// All kinds, the one that most systems show first.
    public static let byPreference = allCases.sorted { $0.traits.rank < $1.traits.rank }
}

extension [FileTree] {
    /// The index of the tree that people see: the first by preference of those that hold anything, else of all.
    public var shown: Int? {
        let order = TreeKind.byPreference.compactMap { kind in firstIndex { $0.kind == kind } }
        return order.first { self[$0].nodes.count > 1 } ?? order.first
    }

    /// The index of the tree by whose names people know the records of a kind of tree.
    public func shown(of records: TreeKind) -> Int? {
        TreeKind.byPreference.lazy.filter { $0.records == records }
            .compactMap { kind in firstIndex { $0.kind == kind } }.first
    }
}

extension Disc {
    /// The tree that people see.
    public var shownTree: FileTree? { trees.shown.map { trees[$0] } }
}
