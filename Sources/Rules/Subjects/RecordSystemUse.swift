import Bytes
public import DiscModel
public import FileSystems

/// All system use entries of one record, in trees that share their system use areas (SUSP).
public struct RecordSystemUse: RecordSubject {
    public let tree: ISOTree
    public let slot: Int
    public let record: DirectoryRecord
    public let entries: [SystemUseEntry]
    /// The first PX, decoded.
    public let attributes: PosixAttributes?

    public init(_ tree: ISOTree, _ slot: Int) {
        self.tree = tree
        self.slot = slot
        record = tree.record(slot)
        entries = tree.entries(slot)
        attributes = entries.first { $0.signature == .px }.map { PosixAttributes($0) }
    }

    public static func covers(_ tree: ISOTree) -> Bool { tree.sharing != nil }

    /// Which kinds of entries there are, so that no rule searches for what is not there.
    public var kinds: EntryKinds { tree.slots[slot].traits.kinds }
    /// Whether the tree is one of Rock Ridge.
    public var isRockRidge: Bool { tree.hasRockRidge }
    public var inTree: TreeKind? { tree.kind }

    /// Whether it is "." or "..".
    public var isDot: Bool { record.isSelf || record.isParent }

    public func first(_ signature: SystemUseEntry.Signature) -> SystemUseEntry? {
        entries.first { $0.signature == signature }
    }

    public func all(_ signature: SystemUseEntry.Signature) -> [SystemUseEntry] {
        entries.filter { $0.signature == signature }
    }

    /// Place of the record, or of bytes in it.
    public func place(_ field: String? = nil) -> Place { tree.place(ofRecord: slot, field: field) }

    /// Place of an entry, or of bytes in it.
    public func place(_ entry: SystemUseEntry, _ at: Int = 0, _ count: Int? = nil, _ field: String? = nil)
        -> Place
    {
        tree.place(of: entry, slot: slot, at, count, field)
    }
}

extension ISOTree {
    /// Place of a system use entry of a record, or of bytes in it.
    func place(
        of entry: SystemUseEntry, slot: Int, _ at: Int = 0, _ count: Int? = nil, _ field: String? = nil
    ) -> Place {
        Place(
            offset: entry.offset + UInt64(at), length: UInt64(count ?? entry.bytes.count), tree: kind,
            path: path(ofRecord: slot),
            field: field.map { "\(entry.signature)/\($0)" } ?? "\(entry.signature)")
    }
}
