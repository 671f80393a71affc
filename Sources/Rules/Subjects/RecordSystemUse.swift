import Bytes
import DiscModel
import FileSystems

/// All system use entries of one record, in trees that share their system use areas (SUSP).
struct RecordSystemUse: RecordSubject {
    let tree: ISOTree
    let slot: Int
    let record: DirectoryRecord
    let entries: [SystemUseEntry]
    /// The first PX, decoded.
    let attributes: PosixAttributes?

    init(_ tree: ISOTree, _ slot: Int) {
        self.tree = tree
        self.slot = slot
        record = tree.record(slot)
        entries = tree.entries(slot)
        attributes = entries.first { $0.signature == .px }.map { PosixAttributes($0) }
    }

    static func covers(_ tree: ISOTree) -> Bool { tree.sharing != nil }

    /// Which kinds of entries there are, so that no rule searches for what is not there.
    var kinds: EntryKinds { tree.slots[slot].traits.kinds }
    /// Whether the tree is one of Rock Ridge.
    var isRockRidge: Bool { tree.hasRockRidge }
    var inTree: TreeKind? { tree.kind }

    /// Whether it is "." or "..".
    var isDot: Bool { record.isSelf || record.isParent }

    func first(_ signature: SystemUseEntry.Signature) -> SystemUseEntry? {
        entries.first { $0.signature == signature }
    }

    func all(_ signature: SystemUseEntry.Signature) -> [SystemUseEntry] {
        entries.filter { $0.signature == signature }
    }

    /// Place of the record, or of bytes in it.
    func place(_ field: String? = nil) -> Place { tree.place(ofRecord: slot, field: field) }

    /// Place of an entry, or of bytes in it.
    func place(_ entry: SystemUseEntry, _ at: Int = 0, _ count: Int? = nil, _ field: String? = nil)
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

extension ISOTree {
    /// Place of the first entry of a kind in a record, or of a field of the entry; the record where it has none.
    func place(ofFirst signature: SystemUseEntry.Signature, in slot: Int, _ field: AnyField? = nil) -> Place {
        entry(slot, signature).map { place(of: $0, slot: slot, field) }
            ?? place(ofRecord: slot, field: "\(signature)")
    }
}
