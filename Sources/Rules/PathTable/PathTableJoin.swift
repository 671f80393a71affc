public import DiscModel
public import FileSystems

extension ISOTree {
    /// The path table of an order that every volume must have (ECMA-119, 8.4.14 and 8.4.16).
    func mainTable(_ order: PathTable.Order) -> PathTable? {
        pathTables.first { $0.order == order && !$0.isOptional }
    }
}

extension PathTable {
    /// Whether the image has all bytes that the descriptor promises.
    var isWhole: Bool { sector.bytes.count == Int(recordedSize) }
}

/// A path table held against the directories it lists: each record with its directory, and the directories left over.
///
/// The L table is taken, and the M table where there is no L; whether both agree is another question. A record finds
/// its directory by the block it names, or else by its parent and identifier.
public struct PathTableJoin: Weighable {
    public let tree: ISOTree
    public let table: PathTable
    /// For each record the directory it stands for, or nil.
    public let directories: [Int?]
    /// Records whose block leads to no directory, but whose identifier and parent name one.
    public let misdirected: [Int]
    /// Records that stand for no directory, or for one that is listed already.
    public let extra: [Int]
    /// Directories that no record stands for.
    public let unlisted: [Int]
    private let otherNames: Set<OtherName>

    public static func each(in disc: Disc, _ body: (PathTableJoin) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] where !tree.directories.isEmpty {
            guard let table = tree.mainTable(.l) ?? tree.mainTable(.m), !table.records.isEmpty else {
                continue
            }
            body(PathTableJoin(tree, table))
        }
    }
    public var inTree: TreeKind? { tree.kind }

    private init(_ tree: ISOTree, _ table: PathTable) {
        self.tree = tree
        self.table = table
        var join = Matching(tree, table)
        join.matchBlocks()
        join.matchNames()
        directories = join.directories
        misdirected = join.misdirected
        extra = join.unmatched
        unlisted = tree.directories.indices.filter { !join.isListed[$0] }
        otherNames = join.otherNames
    }

    /// Whether the tree names a directory a second time as the record does, by a hard link.
    public func hasOtherName(_ record: PathTable.Record, _ directory: Int) -> Bool {
        let parent = Int(record.parent) - 1
        guard !otherNames.isEmpty,
            let holder = directories.indices.contains(parent) ? directories[parent] : nil
        else { return false }
        return otherNames.contains(
            OtherName(directory: directory, holder: holder, identifier: record.identifier))
    }

    /// Directories of the tree that could not be read, so that their children are not known.
    public var blindSpots: Int {
        tree.gaps.count { $0.structure == .directory || $0.structure == .directoryRecord }
    }

    public func place(_ record: Int, _ at: Int = 0, _ count: Int? = nil, _ field: String? = nil) -> Place {
        table.place(table.records[record], at, count, tree: tree.kind, field: field)
    }

    /// What a record calls its directory.
    public func name(_ record: Int) -> String { tree.displayName(of: table.records[record]) }
}

extension ISOTree {
    /// The identifier of a path table record as a person reads it.
    func displayName(of record: PathTable.Record) -> String {
        if record.identifier.elementsEqual([0]) { return "the root" }
        let bytes = [UInt8](record.identifier)
        return (kind == .joliet ? DisplayName(utf16BigEndian: bytes) : DisplayName(utf8: bytes)).escaped
    }
}

/// A name that a directory has besides the one by which the reader entered it.
private struct OtherName: Hashable {
    let directory: Int
    /// The directory in which the name stands.
    let holder: Int
    let identifier: ArraySlice<UInt8>
}

/// The work of the join.
private struct Matching {
    let tree: ISOTree
    let table: PathTable
    var directories: [Int?]
    var isListed: [Bool]
    var unmatched: [Int] = []
    var misdirected: [Int] = []
    var otherNames: Set<OtherName> = []

    init(_ tree: ISOTree, _ table: PathTable) {
        self.tree = tree
        self.table = table
        directories = Array(repeating: nil, count: table.records.count)
        isListed = Array(repeating: false, count: tree.directories.count)
    }

    mutating func matchBlocks() {
        var byOffset: [UInt64: Int] = [:]
        byOffset.reserveCapacity(tree.directories.count)
        for (index, directory) in tree.directories.enumerated() { byOffset[directory.offset] = index }
        findOtherNames()
        let severallyNamed = Set(otherNames.map(\.directory))
        for (index, record) in table.records.enumerated() {
            let block = UInt64(record.extent) + UInt64(record.extendedAttributeLength)
            // Several records may stand for a directory that the tree names several times.
            guard let directory = byOffset[block * tree.blockSize],
                !isListed[directory] || severallyNamed.contains(directory)
            else {
                unmatched.append(index)
                continue
            }
            directories[index] = directory
            isListed[directory] = true
        }
    }

    private mutating func findOtherNames() {
        for (slot, entry) in tree.slots.enumerated() where entry.child >= 0 {
            let child = Int(entry.child)
            guard Int(tree.directories[child].slot) != slot else { continue }
            otherNames.insert(
                OtherName(directory: child, holder: Int(entry.directory), identifier: tree.identifier(slot)))
        }
    }

    /// Finds the directories of records whose block is wrong, parents before children.
    mutating func matchNames() {
        guard !unmatched.isEmpty, isListed.contains(false) else { return }
        struct Key: Hashable {
            let parent: Int
            let identifier: ArraySlice<UInt8>
        }
        var byName: [Key: Int] = [:]
        for (index, directory) in tree.directories.enumerated() where !isListed[index] && directory.slot >= 0
        {
            byName[Key(parent: Int(directory.parent), identifier: tree.identifier(Int(directory.slot)))] =
                index
        }
        var rest: [Int] = []
        for index in unmatched {
            let record = table.records[index]
            guard (1...directories.count).contains(Int(record.parent)),
                let parent = directories[Int(record.parent) - 1],
                let directory = byName[Key(parent: parent, identifier: record.identifier)],
                !isListed[directory]
            else {
                rest.append(index)
                continue
            }
            directories[index] = directory
            isListed[directory] = true
            misdirected.append(index)
        }
        unmatched = rest
    }
}
