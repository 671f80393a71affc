import Bytes

/// A directory that was not read where its record leads, because everything else says that it lies elsewhere. The record stays
/// as it is; this tells what was used instead.
public struct Detour: Sendable, Hashable {
    public enum Reason: Sendable, Hashable {
        /// The path tables, or the other half of the number, lead to a directory that names itself there.
        case witnesses([String])
        /// All recordings agree, and the directory that they mean lies so many sectors behind that place, or before it.
        case displaced(Int64)
    }

    /// Index of the directory in its tree.
    public let directory: Int
    /// Bytes at which the record says that it begins, and at which it was read.
    public let recorded: UInt64
    public let used: UInt64
    public let reason: Reason
    /// Whether what stands at the recorded place is some directory.
    public let leadsToDirectory: Bool
}

/// A directory whose records go on behind the length that is recorded for it.
public struct Overrun: Sendable, Hashable {
    /// Index of the directory in its tree; its `recordedLength` there is the one that was used.
    public let directory: Int
    /// Bytes that its record counts.
    public let recorded: UInt32
    /// Whether its own "." counts more.
    public let isRecorded: Bool
}

/// Where a directory is read: as its record says, or on a detour.
struct Route {
    let start: UInt64
    let length: UInt32
    var reason: Detour.Reason?
    /// Where the record leads.
    let recorded: UInt64
    var leadsToDirectory = false

    init(_ record: DirectoryRecord, _ blockSize: UInt64) {
        start = record.dataOffset(blockSize: blockSize)
        recorded = start
        length = record.dataLength.read
    }

    init(to start: UInt64, length: UInt32, _ reason: Detour.Reason, insteadOf route: Route, _ stands: Bool) {
        self.start = start
        self.length = length
        self.reason = reason
        recorded = route.recorded
        leadsToDirectory = stands
    }
}

/// What the path tables of a tree say of where its directories lie.
struct DirectoryWitnesses {
    private struct Name: Hashable {
        let parent: UInt32
        let identifier: ArraySlice<UInt8>
    }

    private let tables: [PathTable]
    /// Blocks of the roots of trees whose names are of another kind.
    private let rivals: Set<UInt32>
    /// The first record of the first table for each block.
    private var owners: [UInt32: Int] = [:]
    /// Blocks by name, for each table; made when somebody asks.
    private var blocks: [[Name: UInt32]]?

    init(_ tables: [PathTable], rivals: Set<UInt32>) {
        self.rivals = rivals
        self.tables = tables.filter { !$0.isOptional && !$0.records.isEmpty }
        guard let first = self.tables.first else { return }
        owners.reserveCapacity(first.records.count)
        for (index, record) in first.records.enumerated().reversed() { owners[record.extent] = index }
    }

    /// Whether the first table names a block.
    func know(_ block: UInt32) -> Bool { owners[block] != nil }

    /// Whether the first table has a name for the directory in a block.
    func call(_ block: UInt32, _ identifier: ArraySlice<UInt8>) -> Bool {
        owners[block].map { tables[0].records[$0].identifier == identifier } ?? false
    }

    /// Whether both tables are there, and neither names a block or has a directory of that name.
    func deny(_ block: UInt32, is identifier: ArraySlice<UInt8>) -> Bool {
        tables.count == 2 && !know(block)
            && !tables.contains { $0.records.contains { $0.extent == block || $0.identifier == identifier } }
    }

    /// Whether the first table names a block for two directories, so that it is wrong about one of them.
    func nameTwice(_ block: UInt32) -> Bool {
        (tables.first?.records ?? []).lazy.filter { $0.extent == block }.prefix(2).count == 2
    }

    /// Whether a table knows a block as that of a directory of another name, or a directory not at all, or both a root
    /// behind it, or whether another tree begins there.
    func contradict(_ block: UInt32, is identifier: ArraySlice<UInt8>, below parent: UInt32?) -> Bool {
        guard let table = tables.first else { return false }
        if rivals.contains(block) { return true }
        guard let index = owners[block] else {
            return parent != nil || isOlder(block)
        }
        let record = table.records[index]
        return record.identifier != identifier
            || index > 0 && Self.parent(of: record, in: table) != parent ?? block
    }

    /// Whether both tables name a root behind a block. What a session wrote last lies last, so that tables which an older one left
    /// name a root before that of the descriptor.
    private func isOlder(_ block: UInt32) -> Bool {
        let roots = tables.compactMap(\.records.first?.extent)
        return roots.count == 2 && roots[0] == roots[1] && roots[0] > block && !rivals.contains(roots[0])
    }

    /// The blocks that the tables name for a directory, each with the table; the root is its own parent and named 00.
    mutating func named(_ identifier: ArraySlice<UInt8>, below parent: UInt32?) -> [(
        block: UInt32, by: String
    )] {
        guard let parent else {
            return tables.compactMap { table in table.records.first.map { ($0.extent, table.name) } }
        }
        let blocks = blocks ?? tables.map(Self.blocks)
        self.blocks = blocks
        let name = Name(parent: parent, identifier: identifier)
        return zip(tables, blocks).compactMap { table, known in known[name].map { ($0, table.name) } }
    }

    private static func blocks(of table: PathTable) -> [Name: UInt32] {
        var found: [Name: UInt32] = [:]
        found.reserveCapacity(table.records.count)
        for record in table.records.dropFirst() {
            guard let parent = parent(of: record, in: table) else { continue }
            found[Name(parent: parent, identifier: record.identifier)] = record.extent
        }
        return found
    }

    private static func parent(of record: PathTableRecord, in table: PathTable) -> UInt32? {
        let index = Int(record.parent) - 1
        return table.records.indices.contains(index) ? table.records[index].extent : nil
    }
}
