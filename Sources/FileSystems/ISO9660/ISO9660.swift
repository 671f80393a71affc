public import Bytes
public import DiscModel
public import Readers

/// Reads an ISO 9660 volume (ECMA-119): the descriptor set from sector 16 on, then for every descriptor with a tree
/// its path tables and directories, with Joliet, SUSP, Rock Ridge and zisofs where they are.
public struct ISO9660: WindowReader {
    public static let roles: Set<InnerWindow.Role> = [.disc, .volume]

    public init() {}

    public func read(_ context: WindowContext) -> ISO9660Facts? {
        Self.read(context.window.countedFromItsStart, context.limits)?.moved(by: context.window.base)
    }

    /// The volume with all places as its block numbers count.
    private static func read(_ volume: Window, _ limits: Limits) -> ISO9660Facts? {
        var gaps: [Gap] = []
        let recorded = readDescriptors(volume, limits, &gaps)
        let descriptors = recorded.map {
            DescriptorMender.mended($0, besides: recorded, in: volume, limits.fitted(to: volume))
        }
        guard !descriptors.isEmpty else {
            let stump = stump(of: volume)
            return stump.map {
                ISO9660Facts(
                    descriptors: [], behindDescriptors: $0.record.part(0, 0), isoTrees: [], ownGaps: [],
                    size: volume.size, stump: $0)
            }
        }
        let behind = descriptors.last.map { $0.offset + .sector } ?? 0
        var ignored: [Gap] = []
        let after = volume.part(behind, .sector, for: .descriptor, Place(offset: behind), gaps: &ignored)
        var left = limits.fitted(to: volume)
        let trees = readTrees(descriptors, volume, &left, &gaps)
        return ISO9660Facts(
            descriptors: descriptors, behindDescriptors: after, isoTrees: trees, ownGaps: gaps,
            size: volume.size)
    }

    /// What there is of the first descriptor where the volume ends in it.
    private static func stump(of volume: Window) -> VolumeDescriptor? {
        let offset = volume.start.adding(16 * .sector)
        guard volume.size > offset, volume.size - offset < .sector else { return nil }
        var ignored: [Gap] = []
        let head = volume.part(
            offset, Int(volume.size - offset), for: .descriptor, Place(offset: offset), gaps: &ignored)
        return head.has("CD001", at: 1) ? VolumeDescriptor(head) : nil
    }

    /// The descriptor set of a window, for those who look whether there is one.
    public static func descriptors(in window: Window, limits: Limits) -> [VolumeDescriptor] {
        var ignored: [Gap] = []
        return readDescriptors(window.countedFromItsStart, limits, &ignored)
    }

    /// Whether the root directory stands where the descriptor says, if its blocks count from the start of the window: its
    /// first record names itself (ECMA-119, 6.8.2.2).
    public static func rootStands(_ primary: VolumeDescriptor, in window: Window) -> Bool {
        var ignored: [Gap] = []
        let block = UInt64(primary.logicalBlockSize.read)
        let offset = primary.rootRecord.dataOffset(
            blockSize: [512, 1024, .sector].contains(block) ? block : .sector)
        let head = window.part(offset, 34, for: .directory, Place(), gaps: &ignored)
        let record = DirectoryRecord(head)
        return record.length >= 34 && record.isSelf && record.isDirectory
            && record.extent.read == primary.rootRecord.extent.read
    }

    /// The trees that the descriptors show. What one tree takes from the limits, the next cannot have: sixty
    /// descriptors may show the same directories.
    private static func readTrees(
        _ descriptors: [VolumeDescriptor], _ volume: Window, _ left: inout Limits, _ gaps: inout [Gap]
    ) -> [ISOTree] {
        var trees: [ISOTree] = []
        for descriptor in descriptors where descriptor.hasTree {
            // A second copy of a descriptor (6.7.1.1) shows the same tree, which is read once.
            if trees.contains(where: { $0.descriptor.bytes == descriptor.bytes }) { continue }
            guard trees.count < left.trees else {
                let place = descriptor.place(VolumeDescriptor.type, 0..<Int.sector)
                gaps.append(Gap(.limit, .descriptor, at: place, "more than \(left.trees) trees"))
                break
            }
            let rivals = descriptors.filter {
                $0.hasTree && ($0.jolietLevel == nil) != (descriptor.jolietLevel == nil)
            }
            let tree = readTree(descriptor, volume, Set(rivals.map(\.rootRecord.extent.read)), left)
            left.take(tree)
            trees.append(tree)
        }
        return trees
    }

    /// The sectors from 16 on, up to and with the terminator, or up to the first that is no descriptor.
    private static func readDescriptors(_ volume: Window, _ limits: Limits, _ gaps: inout [Gap])
        -> [VolumeDescriptor]
    {
        var descriptors: [VolumeDescriptor] = []
        var terminated = false
        for index in 0..<limits.descriptors {
            let offset = volume.start.adding(UInt64(16 + index) * .sector)
            guard offset < volume.size || index < 2 else { break }
            let place = Place(offset: offset, length: .sector, field: "volume descriptor \(index + 1)")
            guard let sector = volume.whole(offset, .sector, for: .descriptor, place, gaps: &gaps) else {
                break
            }
            let descriptor = VolumeDescriptor(sector)
            // More terminators may follow the first (6.7.1.5); anything else does not belong to the set.
            if terminated, descriptor.kind != .terminator || !sector.has("CD001", at: 1) { break }
            // A destroyed identifier is still a descriptor when another one follows it.
            let isDescriptor = sector.has("CD001", at: 1) || isForeign(descriptor) || nearlyCD001(sector)
            guard isDescriptor || isFollowedByDescriptor(volume, offset) else { break }
            terminated = terminated || descriptor.kind == .terminator
            descriptors.append(descriptor)
        }
        if descriptors.count == limits.descriptors, !terminated, let last = descriptors.last {
            gaps.append(
                Gap(
                    .limit, .descriptor, at: last.place(VolumeDescriptor.type, 0..<Int.sector),
                    "more than \(limits.descriptors) descriptors"))
        }
        return descriptors
    }

    private static func isFollowedByDescriptor(_ volume: Window, _ offset: UInt64) -> Bool {
        var ignored: [Gap] = []
        let next = offset + .sector
        return volume.part(next, 7, for: .descriptor, Place(offset: next), gaps: &ignored).has("CD001", at: 1)
    }

    private static func isForeign(_ descriptor: VolumeDescriptor) -> Bool {
        if case .foreign = descriptor.kind { true } else { false }
    }

    /// Whether one letter is wrong, or they are crossed out as xorriso does to blank a medium.
    private static func nearlyCD001(_ sector: Record) -> Bool {
        sector.has("CDXX1", at: 1)
            || zip(sector[VolumeDescriptor.standardIdentifier], "CD001".utf8).count(where: { $0 != $1 }) == 1
    }

    private static func readTree(
        _ descriptor: VolumeDescriptor, _ volume: Window, _ rivals: Set<UInt32>, _ limits: Limits
    ) -> ISOTree {
        var gaps: [Gap] = []
        let kind: TreeKind =
            switch descriptor.kind {
            case .primary: .iso9660
            case .enhanced: .enhanced
            default: descriptor.jolietLevel == nil ? .supplementary : .joliet
            }
        let recorded = UInt64(descriptor.logicalBlockSize.read)
        let usable = [512, 1024, .sector].contains(recorded)
        if !usable {
            gaps.append(
                Gap(
                    .unsupported, .descriptor, at: descriptor.place(VolumeDescriptor.logicalBlockSize),
                    "logical block size \(recorded); reading on as if it were 2048"))
        }
        let blockSize = usable ? recorded : .sector
        let tables = PathTables.read(descriptor, volume, blockSize, kind, limits, &gaps)
        let walk = TreeWalk(
            volume: volume, of: descriptor, kind: kind, blockSize: blockSize, pathTables: tables,
            rivals: rivals, limits: limits)
        gaps += walk.gaps
        let elsewhere = PathTables.elsewhere(tables, walk, volume, blockSize)
        // A tree without its companions, to find them by the accessors of the finished one.
        func tree(_ attributes: [ExtendedAttributes], _ zisofs: [ZisofsFile]) -> ISOTree {
            ISOTree(
                kind: kind, descriptor: descriptor, blockSize: blockSize, walked: walk, pathTables: tables,
                tablesElsewhere: elsewhere, extendedAttributes: attributes, zisofsFiles: zisofs, gaps: gaps)
        }
        let bare = tree([], [])
        let companions = Companions.read(bare, walk, volume, limits, &gaps)
        return companions.isEmpty ? bare : tree(companions.attributes, companions.zisofs)
    }
}

extension Limits {
    /// Less for a small image, in which sixteen trees and sixty-four path tables may all lie in the same blocks.
    public func fitted(to volume: Window) -> Limits {
        var limits = self
        limits.pathTableBytes = min(pathTableBytes, Int(clamping: volume.size))
        limits.directoryBytes = min(directoryBytes, Int(clamping: volume.size.times(4)))
        limits.zisofsBytes = min(zisofsBytes, Int(clamping: volume.size))
        limits.vainLookups = min(vainLookups, Int(clamping: volume.size / .sector))
        return limits
    }

    /// Counts off what the trees of a volume have taken.
    public mutating func take(_ volume: ISO9660Facts) {
        for tree in volume.isoTrees { take(tree) }
    }

    /// Counts off what a tree has taken.
    fileprivate mutating func take(_ tree: ISOTree) {
        records = max(0, records - tree.slots.count)
        directoryBytes = max(0, directoryBytes - tree.arena.count)
        pathTableBytes = max(0, pathTableBytes - tree.pathTables.reduce(0) { $0 + $1.record.count })
        zisofsBytes = max(0, zisofsBytes - tree.zisofsFiles.reduce(0) { $0 + $1.head.bytes.count })
        vainLookups = max(0, vainLookups - tree.vainLookups)
        searches = max(0, searches - tree.searches)
    }
}

/// What directory records announce and the data holds: extended attribute records and zisofs headers.
private struct Companions {
    var attributes: [ExtendedAttributes] = []
    var zisofs: [ZisofsFile] = []
    var isEmpty: Bool { attributes.isEmpty && zisofs.isEmpty }

    /// Extended attribute records read of one tree.
    private static let attributeLimit = 1_000

    static func read(
        _ tree: ISOTree, _ walk: TreeWalk, _ volume: Window, _ limits: Limits, _ gaps: inout [Gap]
    ) -> Companions {
        var found = Companions()
        var left = limits.zisofsBytes
        var unread: [Gap] = []
        var doubts = 0
        defer { gaps += unread }
        for slot in walk.attributed.prefix(attributeLimit) {
            found.attributes.append(attributes(tree, slot, tree.record(slot), volume, &gaps))
        }
        for slot in tree.slots(having: .zf) {
            let record = tree.record(slot)
            guard !record.isDirectory, let entry = tree.entry(slot, .zf) else { continue }
            guard left > 0, unread.count < limits.gaps else {
                let place = tree.place(ofRecord: slot, field: "zisofs header")
                unread.append(Gap(.limit, .zisofs, at: place, "too many or too long headers before this one"))
                break
            }
            let file = zisofs(tree, slot, record, entry, volume, &doubts, &unread)
            left -= file.head.bytes.count
            found.zisofs.append(file)
        }
        return found
    }

    private static func attributes(
        _ tree: ISOTree, _ slot: Int, _ record: DirectoryRecord, _ volume: Window, _ gaps: inout [Gap]
    ) -> ExtendedAttributes {
        let start = UInt64(record.extent.read).times(tree.blockSize)
        let sector = volume.part(
            start, Int(tree.blockSize) * min(2, Int(record.extendedAttributeLength)),
            for: .extendedAttributes,
            tree.place(ofRecord: slot, DirectoryRecord.extendedAttributeLength), gaps: &gaps)
        return ExtendedAttributes(slot: slot, record: sector, blocks: record.extendedAttributeLength)
    }

    private static func zisofs(
        _ tree: ISOTree, _ slot: Int, _ record: DirectoryRecord, _ entry: SystemUseEntry, _ volume: Window,
        _ doubts: inout Int, _ gaps: inout [Gap]
    ) -> ZisofsFile {
        let stored = UInt64(record.dataLength.read)
        let wanted = ZisofsFile.headLength(entry)
        let count = Int(min(stored, UInt64(min(wanted, ZisofsFile.headLimit))))
        func place() -> Place { tree.place(ofRecord: slot, field: "zisofs header") }
        let head = volume.part(
            record.dataOffset(blockSize: tree.blockSize), count, for: .zisofs, place(), gaps: &gaps)
        if wanted > ZisofsFile.headLimit {
            gaps.append(Gap(.limit, .zisofs, at: place(), "a block pointer array of \(wanted) bytes"))
        }
        let start = record.dataOffset(blockSize: tree.blockSize)
        let sizes = ZisofsSizes(entry, head, UInt64(record.dataLength.read))
        if sizes.differ { doubts += 1 }
        return ZisofsFile(
            slot: slot, entry: entry, head: head, storedSize: stored, isWhole: head.bytes.count == wanted,
            unpackedSize: sizes.differ && doubts <= ZisofsSizes.mostLooks
                ? sizes.unpacked(at: start, in: volume) : nil)
    }
}

/// Reads the path tables that a descriptor points to.
private enum PathTables {
    static func read(
        _ descriptor: VolumeDescriptor, _ volume: Window, _ blockSize: UInt64, _ kind: TreeKind,
        _ limits: Limits,
        _ gaps: inout [Gap]
    ) -> [PathTable] {
        let size = descriptor.pathTableSize.read
        let candidates: [(UInt32, PathTable.Order, Bool)] = [
            (descriptor.typeLPathTable, .l, false), (descriptor.typeMPathTable, .m, false),
            (descriptor.optionalTypeLPathTable, .l, true), (descriptor.optionalTypeMPathTable, .m, true),
        ]
        var tables: [PathTable] = []
        var left = limits.pathTableBytes
        for (block, order, isOptional) in candidates where block != 0 {
            let start = UInt64(block).times(blockSize)
            let place = Place(
                offset: start, length: UInt64(size), tree: kind, field: "pathTable[\(order.rawValue)]")
            let held = min(UInt64(size), volume.size - min(volume.size, start))
            // A size that leads out of the image is none, and must not take what other tables need.
            let room = held < size ? left / 8 : left
            if held > room {
                gaps.append(Gap(.limit, .pathTable, at: place, "a path table of \(size) bytes"))
            }
            let sector = volume.part(
                start, held > room ? room : Int(size), for: .pathTable, place, gaps: &gaps)
            left -= sector.bytes.count
            tables.append(PathTable(order: order, isOptional: isOptional, sector, recordedSize: size))
        }
        return tables
    }

    /// Sectors behind the system area in which a table is sought that is not where its pointer leads.
    private static let searched = 128

    /// The tables whose pointers lead to none, where they stand elsewhere.
    static func elsewhere(
        _ tables: [PathTable], _ walk: TreeWalk, _ volume: Window, _ blockSize: UInt64
    ) -> [PathTable] {
        guard let root = walk.directories.first, root.slotCount > 1, blockSize == .sector else { return [] }
        let block = UInt32(clamping: root.offset / blockSize)
        let lost = tables.filter { !$0.isOptional && $0.recordedSize > 0 && !$0.beginsWithRoot(at: block) }
        guard !lost.isEmpty else { return [] }
        let first: UInt64 = 16 * .sector
        let behind = lost.map { Int($0.recordedSize).sectorsNeeded }.max() ?? 1
        guard behind <= searched else { return [] }
        var ignored: [Gap] = []
        let area = volume.part(
            first, (searched + behind) * .sector, for: .pathTable, Place(), gaps: &ignored)
        return lost.compactMap { table in
            let size = Int(table.recordedSize)
            for at in stride(from: 0, to: area.count - size + 1, by: .sector) {
                let start = area.bytes.startIndex + at
                let found = PathTable(
                    order: table.order, isOptional: false,
                    Record(offset: first + UInt64(at), area.bytes[start..<start + size]),
                    recordedSize: table.recordedSize)
                if found.beginsWithRoot(at: block), found.consumed == size { return found }
            }
            return nil
        }
    }
}
