import Bytes
public import DiscModel
public import FileSystems

/// All system use entries of one record, in trees that share their system use areas (SUSP).
public struct RecordSystemUse: Weighable {
    public let tree: ISOTree
    public let slot: Int
    public let record: DirectoryRecord
    /// Which kinds of entries there are, so that no rule searches for what is not there.
    public let kinds: EntryKinds
    /// Whether the tree is one of Rock Ridge.
    public let isRockRidge: Bool
    /// The first PX, decoded.
    public let attributes: PosixAttributes?
    /// All NM in short.
    let name: NameParts
    /// Whether all entries have version 1.
    let isOfVersion1: Bool

    /// What tells a plain name from one that must be looked at.
    struct NameParts {
        var count = 0
        /// Bytes of the whole name.
        var length = 0
        /// All flags of all parts.
        var flags: UInt8 = 0
        /// Whether a part is too short to have flags.
        var isCut = false
    }

    init(_ tree: ISOTree, _ slot: Int, isRockRidge: Bool) {
        self.tree = tree
        self.slot = slot
        self.isRockRidge = isRockRidge
        record = tree.record(slot)
        var kinds: EntryKinds = []
        var attributes: PosixAttributes?
        var name = NameParts()
        var versions: UInt8 = 0
        for head in tree.heads(slot) {
            let kind = EntryKinds(head.signature)
            if kind == .px, attributes == nil { attributes = tree.attributes(head) }
            if kind == .nm {
                name.count += 1
                name.length += max(0, Int(head.length) - 5)
                name.flags |= head.flags
                if head.length < 5 { name.isCut = true }
            }
            kinds.formUnion(kind)
            versions |= head.version ^ 1
        }
        self.kinds = kinds
        self.attributes = attributes
        self.name = name
        isOfVersion1 = versions == 0
    }

    /// The entries themselves; looking at `kinds` and `heads` first costs less.
    public var entries: [SystemUseEntry] { tree.entries(slot) }
    var heads: EntryHeads { tree.heads(slot) }

    public static func each(in disc: Disc, _ body: (RecordSystemUse) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] where tree.sharing != nil {
            let isRockRidge = tree.hasRockRidge
            for slot in tree.slots.indices { body(RecordSystemUse(tree, slot, isRockRidge: isRockRidge)) }
        }
    }
    public var inTree: TreeKind? { tree.kind }

    /// Whether it is "." or "..".
    public var isDot: Bool { record.isSelf || record.isParent }

    public func first(_ signature: SystemUseEntry.Signature) -> SystemUseEntry? {
        tree.entry(slot, signature)
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

/// The kinds of system use entries that rules look for, one bit for each.
public struct EntryKinds: OptionSet, Sendable, BitwiseCopyable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    static let sp = Self(rawValue: 1 << 0), ce = Self(rawValue: 1 << 1), pd = Self(rawValue: 1 << 2)
    static let st = Self(rawValue: 1 << 3), er = Self(rawValue: 1 << 4), es = Self(rawValue: 1 << 5)
    static let rr = Self(rawValue: 1 << 6), px = Self(rawValue: 1 << 7), pn = Self(rawValue: 1 << 8)
    static let sl = Self(rawValue: 1 << 9), nm = Self(rawValue: 1 << 10), cl = Self(rawValue: 1 << 11)
    static let pl = Self(rawValue: 1 << 12), re = Self(rawValue: 1 << 13), tf = Self(rawValue: 1 << 14)
    static let sf = Self(rawValue: 1 << 15), zf = Self(rawValue: 1 << 16), al = Self(rawValue: 1 << 17)
    /// Anything else.
    static let other = Self(rawValue: 1 << 31)

    /// Those of Rock Ridge.
    static let rockRidge: Self = [rr, px, pn, sl, nm, cl, pl, re, tf, sf]

    init(_ signature: SystemUseEntry.Signature) {
        switch UInt16(signature.first) << 8 | UInt16(signature.second) {
        case 0x5350: self = .sp
        case 0x4345: self = .ce
        case 0x5044: self = .pd
        case 0x5354: self = .st
        case 0x4552: self = .er
        case 0x4553: self = .es
        case 0x5252: self = .rr
        case 0x5058: self = .px
        case 0x504E: self = .pn
        case 0x534C: self = .sl
        case 0x4E4D: self = .nm
        case 0x434C: self = .cl
        case 0x504C: self = .pl
        case 0x5245: self = .re
        case 0x5446: self = .tf
        case 0x5346: self = .sf
        case 0x5A46: self = .zf
        case 0x414C: self = .al
        default: self = .other
        }
    }
}
