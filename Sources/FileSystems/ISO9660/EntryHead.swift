import Bytes

/// The first bytes of a system use entry, and where the rest of it is: for looking at all entries of a tree, which as
/// `SystemUseEntry` would cost a share in its bytes for each.
public struct EntryHead: Sendable, BitwiseCopyable {
    public let signature: SystemUseEntry.Signature
    public let length: UInt8
    public let version: UInt8
    /// The byte behind the header, which is one of flags in most entries; 0 if there is none.
    public let flags: UInt8
    let arenaStart: UInt32
}

/// The heads of the entries of one record, in order.
public struct EntryHeads: Sequence, IteratorProtocol {
    private let tree: ISOTree
    private var index: Int
    private let end: Int

    init(_ tree: ISOTree, _ range: Range<Int>) {
        self.tree = tree
        index = range.lowerBound
        end = range.upperBound
    }

    @inline(__always)
    public mutating func next() -> EntryHead? {
        guard index < end else { return nil }
        defer { index += 1 }
        return tree.head(index)
    }
}

extension ISOTree {
    /// The heads of the system use entries of a record.
    @inline(__always)
    public func heads(_ slot: Int) -> EntryHeads { EntryHeads(self, entryRange(slot)) }

    func head(_ index: Int) -> EntryHead {
        let start = entryStarts[index]
        let at = Int(start)
        let length = arena[at + 2]
        return EntryHead(
            signature: .init(arena[at], arena[at + 1]), length: length, version: arena[at + 3],
            flags: length > 4 && at + 4 < arena.count ? arena[at + 4] : 0, arenaStart: start)
    }

    /// The whole entry.
    public func entry(_ head: EntryHead) -> SystemUseEntry { entry(at: Int(head.arenaStart)) }

    /// The bytes of an entry from one of them on.
    public func bytes(of head: EntryHead, from at: Int) -> ArraySlice<UInt8> {
        let start = Int(head.arenaStart)
        let end = Swift.min(arena.count, start + Int(head.length))
        return arena[Swift.min(start + at, end)..<end]
    }

    /// 7.3.3: both recordings of a number in an entry; zero behind its end.
    @inline(__always)
    func both32(_ at: Int, of head: EntryHead) -> BothEndian<UInt32> {
        let start = Int(head.arenaStart) + at
        guard at + 8 <= Int(head.length), start + 8 <= arena.count else {
            return SystemUseEntry(bytes: bytes(of: head, from: 0), offset: 0).both32(at)
        }
        let bytes = unsafe arena.span.bytes
        let little = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt32.self)
        let big = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start + 4, as: UInt32.self)
        return BothEndian(little: UInt32(littleEndian: little), big: UInt32(bigEndian: big))
    }

    /// PX, decoded from where it stands.
    public func attributes(_ head: EntryHead) -> PosixAttributes {
        PosixAttributes(
            mode: both32(4, of: head), links: both32(12, of: head), user: both32(20, of: head),
            group: both32(28, of: head), serial: head.length >= 44 ? both32(36, of: head) : nil)
    }
}
