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
        // The placeholder of a relocated directory has no data, whatever its record says (RRIP 4.1.5.1).
        let hasPlaceholders = tree.hasRelocations
        var byOffset: [UInt64: Int] = [:]
        if rockRidge {
            for (index, directory) in tree.directories.enumerated() { byOffset[directory.offset] = index }
        }
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
                var name = [UInt8](tree.identifier(slot))
                if rockRidge {
                    if tree.entry(slot, .re) != nil { continue }
                    if let link = tree.entry(slot, .cl), link.length >= 12 {
                        kind = .directory
                        child = byOffset[UInt64(link.u32le(4)).times(tree.blockSize)] ?? -1
                    } else {
                        kind = rockRidgeKind(tree, slot, kind)
                    }
                    name = tree.rockRidgeName(slot) ?? plainName(name)
                }
                let node = view.append(
                    parent: parent, name: name, kind: kind,
                    size: kind == .directory ? 0 : UInt64(record.dataLength.read),
                    record: Int32(slot))
                if kind == .directory {
                    if child >= 0, !seen[child] {
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

    private static func rockRidgeKind(_ tree: ISOTree, _ slot: Int, _ kind: FileTree.NodeKind)
        -> FileTree.NodeKind
    {
        guard kind != .associated, let entry = tree.entry(slot, .px) else { return kind }
        switch PosixAttributes(entry).type {
        case .symbolicLink: return .symbolicLink
        case .blockDevice, .characterDevice, .fifo, .socket: return .device
        default: return kind
        }
    }

    /// The name Rock Ridge readers show for a record without NM: no version, no empty extension.
    private static func plainName(_ identifier: [UInt8]) -> [UInt8] {
        var name = identifier
        if let semicolon = name.lastIndex(of: 0x3B) { name.removeSubrange(semicolon...) }
        if name.last == 0x2E { name.removeLast() }
        return name
    }
}

extension ISOTree {
    /// The name that Rock Ridge gives a record (RRIP 4.1.4), joined from its NM entries.
    public func rockRidgeName(_ slot: Int) -> [UInt8]? {
        guard sharing != nil else { return nil }
        return RockRidge.name(in: entries(slot))
    }

    /// Whether any record stands for a directory that lies elsewhere.
    var hasRelocations: Bool {
        entryStarts.contains { arena[Int($0)] == 0x43 && arena[Int($0) + 1] == 0x4C }
    }

    /// Whether the records of the root carry Rock Ridge entries.
    public var hasRockRidge: Bool {
        guard sharing != nil, !directories.isEmpty else { return false }
        return slots(of: 0).contains { entry($0, .px) != nil || entry($0, .nm) != nil }
    }
}
