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
            ownsExtents: !rockRidge, capacity: tree.slots.count)
        var seen = [Bool](repeating: false, count: tree.directories.count)
        var queue: [(directory: Int, node: Int32)] = tree.directories.isEmpty ? [] : [(0, 0)]
        if !seen.isEmpty { seen[0] = true }
        let relocated = rockRidge ? Self.relocated(in: tree) : [:]
        // The placeholder of a relocated directory has no data, whatever its record says (RRIP 4.1.5.1).
        let hasPlaceholders = !tree.links.isEmpty
        var next = 0
        while next < queue.count {
            let (directory, parent) = queue[next]
            next += 1
            var continues = false
            for slot in tree.slots(of: directory) {
                let record = tree.record(slot)
                if record.isSelf || record.isParent { continue }
                let extent = record.dataExtent(blockSize: tree.blockSize)
                if continues, !record.isDirectory {
                    view.addExtent(extent, growingBy: UInt64(record.dataLength.read))
                    continues = record.flags.contains(.multiExtent)
                    continue
                }
                var child = Int(tree.slots[slot].child)
                var kind: FileTree.NodeKind = record.isDirectory ? .directory : .file
                if record.flags.contains(.associated) { kind = .associated }
                var name = tree.identifier(slot)
                var isLink = false
                if rockRidge {
                    let digest = RockRidgeDigest(of: slot, in: tree)
                    if digest.isRelocated { continue }
                    if let block = digest.childBlock {
                        kind = .directory
                        isLink = true
                        child = relocated[UInt64(block).times(tree.blockSize)] ?? -1
                    } else if kind != .associated, let type = digest.kind {
                        kind = type
                    }
                    name = digest.name ?? plainName(name)
                }
                let node = view.append(
                    parent: parent, name: name, kind: kind,
                    size: kind == .directory ? 0 : UInt64(record.dataLength.read),
                    record: Int32(slot))
                if kind == .directory {
                    // A directory that a CL entry wants is shown there, even where its record lacks RE.
                    let isWanted =
                        !isLink && !relocated.isEmpty && child >= 0
                        && relocated[tree.directories[child].offset] != nil
                    if child >= 0, !seen[child], !isWanted {
                        seen[child] = true
                        queue.append((child, node))
                    }
                } else if record.dataLength.read > 0, !hasPlaceholders || tree.entry(slot, .cl) == nil {
                    view.addExtent(extent)
                }
                continues = record.flags.contains(.multiExtent) && kind != .directory
            }
        }
        return view
    }

    /// The directories that CL entries point to (RRIP 4.1.5.1), by the place of their first byte.
    private static func relocated(in tree: ISOTree) -> [UInt64: Int] {
        var wanted: Set<UInt64> = []
        for slot in tree.links {
            guard let block = RockRidgeDigest(of: slot, in: tree).childBlock else { continue }
            wanted.insert(UInt64(block).times(tree.blockSize))
        }
        guard !wanted.isEmpty else { return [:] }
        var found: [UInt64: Int] = [:]
        for (index, directory) in tree.directories.enumerated() where wanted.contains(directory.offset) {
            found[directory.offset] = index
        }
        return found
    }

    /// The name Rock Ridge readers show for a record without NM: no version, no empty extension.
    private static func plainName(_ identifier: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var name = identifier
        if let semicolon = name.lastIndex(of: 0x3B) { name = name[..<semicolon] }
        if name.last == 0x2E { name = name.dropLast() }
        return name
    }
}

/// What a tree view needs of a record's Rock Ridge entries, found in one walk over them.
private struct RockRidgeDigest {
    /// RE (4.1.5.3): the directory is shown elsewhere, through CL.
    var isRelocated = false
    /// CL (4.1.5.1): the block where the relocated directory begins.
    var childBlock: UInt32?
    /// PX (4.1.1): what kind of file it is, where that is more than ECMA-119 says.
    var kind: FileTree.NodeKind?
    /// NM (4.1.4), joined.
    var name: ArraySlice<UInt8>?
    private var nameEnded = false

    init(of slot: Int, in tree: ISOTree) {
        for position in tree.entryPositions(slot) {
            let start = Int(position)
            let length = Int(tree.arena[start + 2])
            switch (tree.arena[start], tree.arena[start + 1]) {
            case (0x52, 0x45): isRelocated = true
            case (0x43, 0x4C) where length >= 12: childBlock = word(tree, start + 4)
            case (0x50, 0x58) where length >= 12: kind = Self.kind(mode: word(tree, start + 4))
            case (0x4E, 0x4D) where length >= 5 && !nameEnded:
                append(tree.arena[start + 5..<start + length], tree.arena[start + 4])
            default: break
            }
        }
    }

    private mutating func append(_ part: ArraySlice<UInt8>, _ flags: UInt8) {
        name = name.map { $0 + part } ?? part
        nameEnded = flags & 1 == 0
    }

    private func word(_ tree: ISOTree, _ at: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(tree.arena[at + $1]) << UInt32(8 * $1) }
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

    /// Whether the records of the root carry Rock Ridge entries.
    public var hasRockRidge: Bool {
        guard sharing != nil, !directories.isEmpty else { return false }
        return slots(of: 0).contains { entry($0, .px) != nil || entry($0, .nm) != nil }
    }
}
