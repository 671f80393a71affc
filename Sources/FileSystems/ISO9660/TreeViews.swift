import Bytes
import DiscModel

/// Makes the trees that people see out of the records: one as ECMA-119 reads them, and one more as Rock Ridge does,
/// with its own names, kinds, and relocated directories put back where they belong.
enum TreeViews {
    static func all(of tree: ISOTree) -> [FileTree] {
        let plain = view(of: tree, rockRidge: false)
        guard tree.kind == .iso9660, tree.hasRockRidge else { return [plain] }
        return [plain, view(of: tree, rockRidge: true)]
    }

    private static func view(of tree: ISOTree, rockRidge: Bool) -> FileTree {
        var view = FileTree(
            kind: rockRidge ? .rockridge : tree.kind,
            encoding: tree.kind == .joliet ? .utf16BigEndian : .bytes,
            ownsExtents: !rockRidge, capacity: tree.slots.count, recorded: tree.arena)
        var seen = [Bool](repeating: false, count: tree.directories.count)
        var queue: [(directory: Int, node: Int32)] = tree.directories.isEmpty ? [] : [(0, 0)]
        if !seen.isEmpty { seen[0] = true }
        let relocated = rockRidge ? Placeholders(tree).directories : [:]
        let moved = Set(relocated.values)
        let arena = tree.arena
        let bytes = unsafe arena.span.bytes
        var next = 0
        while next < queue.count {
            let (directory, parent) = queue[next]
            next += 1
            var continues = false
            for slot in tree.slots(of: directory) where tree.slots[slot].traits.contains(.named) {
                let record = RecordDigest(of: slot, in: tree, bytes)
                if continues, !record.isDirectory {
                    view.addExtent(record.extent(in: tree), growingBy: UInt64(record.dataLength))
                    continues = record.flags.contains(.multiExtent)
                    continue
                }
                var child = Int(tree.slots[slot].child)
                var kind: FileTree.NodeKind = record.isDirectory ? .directory : .file
                if record.flags.contains(.associated) { kind = .associated }
                var name = NameSource.recorded(record.identifier)
                var isLink = false
                if rockRidge {
                    let digest = RockRidgeDigest(of: slot, in: tree, bytes)
                    if digest.isRelocated { continue }
                    if digest.childBlock != nil {
                        kind = .directory
                        isLink = true
                        child = relocated[slot] ?? -1
                    } else if kind != .associated, let type = digest.kind {
                        kind = type
                    }
                    name = digest.name ?? .recorded(plainName(record.identifier, in: tree))
                }
                let size = kind == .directory ? 0 : UInt64(record.dataLength)
                let node: Int32
                switch name {
                case .recorded(let range):
                    node = view.append(
                        parent: parent, name: range, kind: kind, size: size, record: Int32(slot))
                case .joined(let bytes):
                    node = view.append(
                        parent: parent, joinedName: bytes, kind: kind, size: size, record: Int32(slot))
                }
                if kind == .directory {
                    // A directory that a CL entry wants is shown there, even where its record lacks RE.
                    let isWanted = !isLink && moved.contains(child)
                    if child >= 0, !seen[child], !isWanted {
                        seen[child] = true
                        queue.append((child, node))
                    }
                } else if record.dataLength > 0, !tree.slots[slot].traits.kinds.contains(.cl) {
                    // The placeholder of a relocated directory has no data, whatever its record says (RRIP 4.1.5.1).
                    view.addExtent(record.extent(in: tree))
                }
                continues = record.flags.contains(.multiExtent) && kind != .directory
            }
        }
        return view
    }

    /// The name Rock Ridge readers show for a record without NM: no version, no empty extension.
    private static func plainName(_ identifier: Range<Int>, in tree: ISOTree) -> Range<Int> {
        tree.arena[identifier].withoutVersion.indices
    }
}

/// Where the name of a node comes from.
private enum NameSource {
    /// From the arena.
    case recorded(Range<Int>)
    /// From several entries.
    case joined([UInt8])
}

/// What a tree view needs of a record's fixed fields.
private struct RecordDigest {
    let slot: Int
    let flags: DirectoryRecord.Flags
    let dataLength: UInt32
    /// Where the identifier stands in the arena.
    let identifier: Range<Int>
    /// First byte of the data, behind the extended attributes.
    private let dataOffset: UInt64

    init(of slot: Int, in tree: ISOTree, _ bytes: RawSpan) {
        self.slot = slot
        let start = Int(tree.slots[slot].arenaStart)
        flags = DirectoryRecord.Flags(rawValue: bytes.read(DirectoryRecord.flags, from: start))
        dataLength = bytes.read(DirectoryRecord.dataLength, from: start).read
        let block = UInt64(bytes.read(DirectoryRecord.extent, from: start).read)
        dataOffset = (block + UInt64(bytes.read(DirectoryRecord.extendedAttributeLength, from: start))).times(
            tree.blockSize)
        let first = start + DirectoryRecord.fixedLength
        identifier = first..<first + Int(bytes.read(DirectoryRecord.identifierLength, from: start))
    }

    var isDirectory: Bool { flags.contains(.directory) }

    func extent(in tree: ISOTree) -> FileTree.Extent {
        if tree.slots[slot].traits.contains(.interleaved) {
            return tree.record(slot).dataExtent(blockSize: tree.blockSize)
        }
        let length = UInt64(dataLength)
        let slack = length.roundedUp(to: tree.blockSize) &- length
        return FileTree.Extent(offset: dataOffset, length: length, slack: UInt32(truncatingIfNeeded: slack))
    }
}

/// What a tree view needs of a record's Rock Ridge entries.
private struct RockRidgeDigest {
    /// RE (4.1.5.3): the directory is shown elsewhere, through CL.
    var isRelocated = false
    /// CL (4.1.5.1): the block where the relocated directory begins.
    var childBlock: UInt32?
    /// PX (4.1.1): what kind of file it is, where that is more than ECMA-119 says.
    var kind: FileTree.NodeKind?
    /// NM (4.1.4), joined.
    var name: NameSource?
    private var nameEnded = false

    init(of slot: Int, in tree: ISOTree, _ bytes: RawSpan) {
        let traits = tree.slots[slot].traits
        isRelocated = traits.kinds.contains(.re)
        if traits.isDisjoint(with: Self.unusual) {
            if traits.kinds.contains(.nm) { findName(slot, tree, bytes) }
        } else {
            findAll(slot, tree, bytes)
        }
    }

    private static let unusual: RecordTraits = RecordTraits([.cl]).union([.unusualType, .unusualNameParts])

    /// One whole name, and nothing else that matters.
    private mutating func findName(_ slot: Int, _ tree: ISOTree, _ bytes: RawSpan) {
        for index in tree.entryRange(slot) {
            let start = Int(tree.entryStarts[index])
            guard bytes.byte(start) == 0x4E, bytes.byte(start + 1) == 0x4D else { continue }
            name = .recorded(start + 5..<start + Int(bytes.read(SystemUseEntry.length, from: start)))
            return
        }
    }

    private mutating func findAll(_ slot: Int, _ tree: ISOTree, _ bytes: RawSpan) {
        for index in tree.entryRange(slot) {
            let start = Int(tree.entryStarts[index])
            let length = Int(bytes.read(SystemUseEntry.length, from: start))
            let word = bytes.read(SystemUseEntry.location, from: start).read
            switch (bytes.byte(start), bytes.byte(start + 1)) {
            case (0x43, 0x4C) where length >= 12: childBlock = word
            case (0x50, 0x58) where length >= 12: kind = Self.kind(mode: word)
            case (0x4E, 0x4D) where length >= 5 && !nameEnded:
                append(start + 5..<start + length, bytes.read(SystemUseEntry.flags, from: start), tree.arena)
            default: break
            }
        }
    }

    private mutating func append(_ part: Range<Int>, _ flags: UInt8, _ arena: [UInt8]) {
        switch name {
        case nil: name = .recorded(part)
        case .recorded(let range): name = .joined([UInt8](arena[range]) + arena[part])
        case .joined(let bytes): name = .joined(bytes + arena[part])
        }
        nameEnded = flags & 1 == 0
    }

    private static func kind(mode: UInt32) -> FileTree.NodeKind? {
        switch PosixAttributes.FileType(rawValue: mode & 0o170000) {
        case .symbolicLink: .symbolicLink
        case .blockDevice, .characterDevice, .fifo, .socket: .device
        default: nil
        }
    }
}

extension ISOTree {
    /// The name that Rock Ridge gives a record (RRIP 4.1.4), joined from its NM entries.
    public func rockRidgeName(_ slot: Int) -> [UInt8]? {
        guard sharing != nil else { return nil }
        return RockRidge.name(in: entries(slot))
    }
}
