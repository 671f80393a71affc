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

    /// Place of an entry.
    func place(_ entry: SystemUseEntry) -> Place { tree.place(of: entry, slot: slot) }

    /// Place of a field of an entry.
    func place<Coding>(_ entry: SystemUseEntry, _ field: Field<Coding>) -> Place {
        tree.place(of: entry, slot: slot, field.any)
    }
}
