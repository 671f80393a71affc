import Bytes
import DiscModel
import FileSystems

extension ISOTree {
    /// The path table of an order that every volume must have (ECMA-119, 8.4.14 and 8.4.16).
    func mainTable(_ order: PathTable.Order) -> PathTable? {
        pathTables.first { $0.order == order && !$0.isOptional }
    }
}

extension ISOTree {
    /// The rule that explains a fault in a record of a table: the other copies of the table do not have it.
    func cause(ofRecord index: Int, in table: PathTable) -> (any Rule.Type)? {
        let other = mainTable(table.isOptional ? table.order : table.order == .l ? .m : .l)
        guard let other, other.isWhole, table.isWhole else { return nil }
        if other.record.offset == table.record.offset {
            return table.isOptional ? nil : PathTablesLieApart.self
        }
        if other.records.indices.contains(index), table.records.indices.contains(index),
            PathTableDifference.agree(other.records[index], table.records[index])
        {
            return nil
        }
        return table.isOptional ? OptionalPathTablesAgree.self : PathTablesAgree.self
    }
}

extension PathTable {
    /// Whether the image has all bytes that the descriptor promises.
    var isWhole: Bool { record.count == Int(recordedSize) }
}

/// A path table held against the directories it lists: each record with its directory, and the directories left over.
///
/// Of the L and the M table it is the one that fits better, because where they differ a rule says so already. A record
/// finds its directory by the block it names, or else by its parent and identifier.
struct PathTableJoin: Weighable {
    let tree: ISOTree
    let table: PathTable
    /// For each record the directory it stands for, or nil.
    let directories: [Int?]
    /// Records that stand for no directory, or for one that is listed already.
    let extra: [Int]
    /// Directories that no record stands for.
    let unlisted: [Int]
    private let otherNames: Set<OtherName>

    static func each(in disc: Disc, _ body: (PathTableJoin) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] where !tree.directories.isEmpty {
            let tables = [tree.mainTable(.l), tree.mainTable(.m)].compactMap { $0 }.filter {
                !$0.records.isEmpty
            }
            guard let first = tables.first else { continue }
            let join = PathTableJoin(tree, first)
            if let other = tables.last, tables.count == 2, join.defects > 0 {
                let second = PathTableJoin(tree, other)
                body(second.defects < join.defects ? second : join)
            } else {
                body(join)
            }
        }
    }
    var inTree: TreeKind? { tree.kind }

    private init(_ tree: ISOTree, _ table: PathTable) {
        self.tree = tree
        self.table = table
        var join = Matching(tree, table)
        join.matchBlocks()
        join.matchNames()
        directories = join.directories
        extra = join.unmatched
        unlisted = tree.directories.indices.filter { !join.isListed[$0] }
        otherNames = join.otherNames
    }

    /// Whether the tree names a directory a second time as the record does, by a hard link.
    func hasOtherName(_ record: PathTableRecord, _ directory: Int) -> Bool {
        let parent = Int(record.parent) - 1
        guard !otherNames.isEmpty,
            let holder = directories.indices.contains(parent) ? directories[parent] : nil
        else { return false }
        return otherNames.contains(
            OtherName(directory: directory, holder: holder, identifier: record.identifier))
    }

    /// What is wrong with the name of a directory in its record.
    enum NameFault: Sendable {
        case identifier
        /// The directory for which the parent number stands, if there is one.
        case parent(Int?)
    }

    /// Holds a record's identifier and parent number against the tree.
    func nameFault(_ index: Int) -> NameFault? {
        guard let directory = directories[index], tree.directories[directory].slot >= 0 else { return nil }
        let record = table.records[index]
        let parent = Int(record.parent) - 1
        let named = directories.indices.contains(parent) ? directories[parent] : nil
        let isNamedRightly = record.identifier == tree.identifier(Int(tree.directories[directory].slot))
        if isNamedRightly, named == Int(tree.directories[directory].parent) { return nil }
        if hasOtherName(record, directory) { return nil }
        return isNamedRightly ? .parent(named) : .identifier
    }

    /// Whether a record names another block, or other attributes, than the record of its directory.
    func isMisdirected(_ index: Int) -> Bool {
        guard let directory = directories[index] else { return false }
        let naming = tree.record(naming: directory)
        let record = table.records[index]
        return record.extent != tree.blockByTables(of: directory) ?? naming.extent.read
            || record.extendedAttributeLength != naming.extendedAttributeLength
    }

    /// Whether a directory was read where its record leads, and names itself there.
    func stands(_ directory: Int) -> Bool {
        guard let slot = tree.slots(of: directory).first, tree.record(slot).isSelf else { return false }
        let offset = tree.directories[directory].offset
        return tree.record(slot).dataOffset(blockSize: tree.blockSize) == offset
            && tree.record(naming: directory).dataOffset(blockSize: tree.blockSize) == offset
    }

    /// Whether table and tree name the same directories at the same blocks.
    var isSound: Bool { defects == 0 }

    /// How much is wrong, to tell which of two tables is the damaged one.
    private var defects: Int {
        let names = directories.indices.count { nameFault($0) != nil || isMisdirected($0) }
        return extra.count + unlisted.count + names
            + (table.isWhole && table.consumed == table.record.bytes.count ? 0 : 1)
    }

    /// Directories of the tree that could not be read, so that their children are not known.
    var blindSpots: Int {
        tree.gaps.count {
            $0.structure == .directoryRecord || $0.structure == .directory && $0.cause != .loop
        }
    }

    func place<Coding>(_ record: Int, _ field: Field<Coding>) -> Place {
        table.place(table.records[record], field, tree: tree.kind)
    }

    func place(_ record: Int, _ at: Int = 0, _ count: Int? = nil, _ field: String? = nil) -> Place {
        table.place(table.records[record], at, count, tree: tree.kind, field: field)
    }

    /// The path of a record as the table has it, by its own names and parent numbers.
    func path(_ record: Int) -> String {
        var steps: [String] = []
        var at = record
        // A parent stands before its children; what does not is no path.
        while at > 0, table.records.indices.contains(at) {
            let identifier = [UInt8](table.records[at].identifier)
            let name =
                tree.kind == .joliet
                ? DisplayName(utf16BigEndian: identifier) : DisplayName(utf8: identifier)
            steps.append(name.text)
            let parent = Int(table.records[at].parent) - 1
            guard parent < at else { break }
            at = parent
        }
        return "/" + steps.reversed().joined(separator: "/")
    }

    /// What a record calls its directory.
    func name(_ record: Int) -> String { tree.displayName(of: table.records[record]) }
}

extension ISOTree {
    /// The identifier of a path table record as a person reads it.
    func displayName(of record: PathTableRecord) -> String {
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
        let namesakes = namesakes(byOffset)
        for (index, record) in table.records.enumerated() {
            let block = UInt64(record.extent) + UInt64(record.extendedAttributeLength)
            // Several records may stand for a directory that the tree names several times.
            guard let directory = byOffset[block * tree.blockSize],
                !isListed[directory] || severallyNamed.contains(directory),
                namesakes[directory].map({ $0 == index }) ?? true || severallyNamed.contains(directory)
            else {
                unmatched.append(index)
                continue
            }
            directories[index] = directory
            isListed[directory] = true
        }
    }

    /// Of the records that name one block, the first with the name of the directory there: the others are misled.
    private func namesakes(_ byOffset: [UInt64: Int]) -> [Int: Int] {
        var found: [Int: Int] = [:]
        for (index, record) in table.records.enumerated() {
            let block = UInt64(record.extent) + UInt64(record.extendedAttributeLength)
            guard let directory = byOffset[block * tree.blockSize], found[directory] == nil,
                tree.directories[directory].slot >= 0,
                record.identifier == tree.identifier(Int(tree.directories[directory].slot))
            else { continue }
            found[directory] = index
        }
        return found
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
        }
        unmatched = rest
    }
}
