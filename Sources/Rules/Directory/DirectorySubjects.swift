import Bytes
import DiscModel
import FileSystems

// Kinds of facts that several rules about directories weigh. Each is worked out once for all of them.

/// The first two records of a directory, which must be "." and "..", and what names the directory elsewhere.
struct DirectoryHead: Weighable {
    let tree: ISOTree
    let index: Int
    var directory: ISOTree.Directory { tree.directories[index] }
    /// The record in its parent, or for the root the one in the descriptor.
    let naming: DirectoryRecord
    /// The record that names its parent; the root is its own.
    let namingParent: DirectoryRecord
    /// Slots of the first and the second record in it, if it has them.
    let first: Int?
    let second: Int?

    static func each(in disc: Disc, _ body: (DirectoryHead) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] {
            for index in tree.directories.indices {
                let slots = tree.slots(of: index)
                let parent = max(0, Int(tree.directories[index].parent))
                body(
                    DirectoryHead(
                        tree: tree, index: index, naming: tree.record(naming: index),
                        namingParent: tree.record(naming: parent), first: slots.first,
                        second: slots.dropFirst().first))
            }
        }
    }
    var inTree: TreeKind? { tree.kind }

    /// Index of the parent; the root is its own.
    var parent: Int { max(0, Int(directory.parent)) }
    /// Whether "." is there, by identifier.
    var dot: DirectoryRecord? { first.map { tree.record($0) }.flatMap { $0.isSelf ? $0 : nil } }
    /// Whether ".." is there, by identifier.
    var dotDot: DirectoryRecord? { second.map { tree.record($0) }.flatMap { $0.isParent ? $0 : nil } }
    /// Place of a field of ".", held against the record that names the directory.
    func dotPlace<Coding>(_ slot: Int, _ field: Field<Coding>) -> Place {
        tree.place(ofRecord: slot, field).against(
            tree.place(naming: index, field), as: ("\".\"", "record in the parent"))
    }
    /// Place of a field of "..", held against the record that names the parent.
    func dotDotPlace<Coding>(_ slot: Int, _ field: Field<Coding>) -> Place {
        tree.place(ofRecord: slot, field).against(
            tree.place(naming: parent, field), as: ("\"..\"", "record of the parent"))
    }
    /// Whether anything of the directory could be read at all.
    var wasRead: Bool { directory.length > 0 }
    /// Whether its first sector holds one byte over and over.
    var isBlank: Bool { tree.blankSectors(of: index).first?.start == 0 }
    /// Whether what stands at its start could not be read as a record.
    var beginsMalformed: Bool {
        guard let byte = tree.bytes(ofDirectory: index).first, byte != 0 else { return false }
        return first.map { tree.slots[$0].arenaStart != directory.arenaStart } ?? true
    }
}

/// What stands behind the last record of a directory sector: zeros, leftovers, or something that is no record.
struct SectorTail: Weighable {
    let tree: ISOTree
    let directory: Int
    /// Bytes of the directory in front of it.
    let start: Int
    /// From the end of the last record to the end of the sector, or to the end of what was read.
    let bytes: ArraySlice<UInt8>
    /// Whether it lies behind the data length of the directory.
    let isBehindData: Bool

    static func each(in disc: Disc, _ body: (SectorTail) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] {
            for index in tree.directories.indices { each(in: tree, index, body) }
        }
    }

    private static func each(in tree: ISOTree, _ index: Int, _ body: (SectorTail) -> Void) {
        let directory = tree.directories[index]
        let bytes = tree.bytes(ofDirectory: index)
        let recorded = Int(directory.recordedLength)
        var slots = tree.slots(of: index)[...]
        for sector in stride(from: 0, to: bytes.count, by: .sector) {
            let sectorEnd = min(sector + .sector, bytes.count)
            var reached = sector
            while let slot = slots.first {
                let at = Int(tree.slots[slot].arenaStart) - Int(directory.arenaStart)
                guard at < sectorEnd else { break }
                reached = at + Int(tree.byte(DirectoryRecord.length.offset, ofRecord: slot))
                slots = slots.dropFirst()
            }
            guard reached < sectorEnd else { continue }
            body(
                SectorTail(
                    tree: tree, directory: index, start: reached,
                    bytes: bytes[bytes.startIndex + reached..<bytes.startIndex + sectorEnd],
                    isBehindData: reached >= recorded))
        }
    }
    var inTree: TreeKind? { tree.kind }

    /// Why the reader could not go on here, if it could not: what it found is no directory record.
    enum Flaw: Sendable, Hashable {
        /// The length is less than a record with an identifier of one byte needs.
        case tooShort(length: Int)
        /// The identifier is empty.
        case unnamed(length: Int)
        /// The identifier reaches behind the end of its record.
        case cutIdentifier(length: Int, identifier: Int)
        /// The record is one, but reaches over the end of the sector or of the directory.
        case crosses(length: Int, room: Int)
    }

    /// Whether it is a whole sector of one byte over and over, of which a rule speaks.
    private var isBlankSector: Bool {
        start % .sector == 0 && bytes.count == .sector && bytes.first.map { bytes.isFilled(with: $0) } == true
    }

    var flaw: Flaw? {
        guard !isBehindData, !isBlankSector, let length = bytes.first.map(Int.init), length > 0 else {
            return nil
        }
        let room = min(bytes.count, Int(tree.directories[directory].recordedLength) - start)
        guard length > DirectoryRecord.fixedLength else { return .tooShort(length: length) }
        guard bytes.count > 32 else { return .crosses(length: length, room: room) }
        let identifier = Int(bytes[bytes.startIndex + 32])
        if identifier == 0 { return .unnamed(length: length) }
        if DirectoryRecord.fixedLength + identifier > length {
            return .cutIdentifier(length: length, identifier: identifier)
        }
        return length > room ? .crosses(length: length, room: room) : nil
    }

    func place(_ field: String) -> Place {
        Place(
            offset: tree.directories[directory].offset + UInt64(start), length: UInt64(bytes.count),
            tree: tree.kind, path: tree.path(ofDirectory: directory), field: field)
    }
}

/// A file that is recorded in more than one section (ECMA-119, 6.5.1), or claims to be.
struct FileSections: Weighable {
    let tree: ISOTree
    /// The records of its sections, in order.
    let slots: Range<Int>
    /// Whether its last section says that it is the last (9.1.6).
    let isTerminated: Bool

    static func each(in disc: Disc, _ body: (FileSections) -> Void) {
        for tree in disc.iso?.isoTrees ?? [] {
            for index in tree.directories.indices
            where tree.directories[index].traits.contains(.unusualFlags) {
                each(in: tree, tree.slots(of: index), body)
            }
        }
    }

    private static func each(in tree: ISOTree, _ slots: Range<Int>, _ body: (FileSections) -> Void) {
        var at = slots.lowerBound
        while at < slots.upperBound {
            let start = at
            at += 1
            guard continues(tree, start) else { continue }
            let name = tree.identifier(start)
            while at < slots.upperBound, continues(tree, at - 1), tree.identifier(at) == name { at += 1 }
            body(FileSections(tree: tree, slots: start..<at, isTerminated: !continues(tree, at - 1)))
        }
    }

    private static func continues(_ tree: ISOTree, _ slot: Int) -> Bool {
        DirectoryRecord.Flags(rawValue: tree.byte(DirectoryRecord.flags.offset, ofRecord: slot)).contains(
            .multiExtent)
    }
    var inTree: TreeKind? { tree.kind }

    var records: [DirectoryRecord] { slots.map { tree.record($0) } }
    /// Bytes of all sections.
    var size: UInt64 { records.reduce(0) { $0.adding(UInt64($1.dataLength.read)) } }
}
