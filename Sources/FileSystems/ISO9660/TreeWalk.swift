import Bytes
import DiscModel
import Sectors

/// Reads the directories of one tree, breadth first, each extent once, into one arena.
///
/// What an image promises is bounded: a directory is entered once, a loop is cut, and all directories together
/// may not be longer than the image, so that a thousand records that point at one large extent cost nothing.
struct TreeWalk {
    private let volume: Volume
    private let blockSize: UInt64
    private let kind: TreeKind
    private let limits: Limits
    private(set) var directories: [ISOTree.Directory] = []
    private(set) var slots: [ISOTree.Slot] = []
    private(set) var segments: [ISOTree.Segment] = []
    private(set) var entryStarts: [UInt32] = []
    private(set) var arena: [UInt8] = []
    private(set) var sharing: SystemUseSharing?
    private(set) var gaps: [Gap] = []
    /// Slots of records that announce extended attributes, and of files with a ZF entry.
    private(set) var attributed: [Int] = []
    private(set) var compressed: [Int] = []
    /// Slots of records with a CL entry.
    private(set) var links: [Int] = []
    private var known: [UInt64: Int32] = [:]
    private var continuationBytes = 0
    private var block = Sector(offset: .max, bytes: [])

    /// Bytes of a logical sector; no record crosses its end (6.8.1.1).
    static let sectorSize = 2048

    init(volume: Volume, root: DirectoryRecord, kind: TreeKind, blockSize: UInt64, limits: Limits) {
        self.volume = volume
        self.blockSize = blockSize
        self.kind = kind
        self.limits = limits
        enter(root, slot: -1, parent: -1, depth: 1)
        var next = 0
        while next < directories.count {
            readRecords(of: next)
            next += 1
        }
    }

    // MARK: Directories

    /// Reads the extent of a directory that was not read before and returns its index.
    private mutating func enter(_ record: DirectoryRecord, slot: Int32, parent: Int32, depth: Int) {
        let start = record.dataOffset(blockSize: blockSize)
        let recorded = record.dataLength.read
        let place = Place(offset: start, length: UInt64(recorded), tree: kind, path: path(slot: slot))
        guard depth <= limits.depth else {
            gaps.append(Gap(.limit, .directory, at: place, "deeper than \(limits.depth) levels"))
            return
        }
        guard UInt64(arena.count) + UInt64(recorded) <= min(UInt64(limits.directoryBytes), volume.size) else {
            let detail =
                start.adding(UInt64(recorded)) > volume.size
                ? "\(recorded) bytes from offset \(start) reach behind the end of the image"
                : "all directories together would be longer than the image"
            gaps.append(
                Gap(
                    start.adding(UInt64(recorded)) > volume.size ? .pastEnd : .limit, .directory, at: place,
                    detail))
            guard start < volume.size, UInt64(arena.count) < volume.size else { return }
            // Read what the image has of it: the first sector at least, so that a cut directory still shows its files.
            append(
                volume.part(
                    start, Int(min(UInt64(recorded), volume.size - start, UInt64(Self.sectorSize))),
                    for: .directory, place, gaps: &gaps),
                recorded, slot, parent, depth, start)
            return
        }
        // Whole sectors, so that what stands behind the last record can be judged as well.
        let wanted = UInt64(recorded).roundedUp(to: UInt64(Self.sectorSize))
        var missing: [Gap] = []
        let sector = volume.part(start, Int(wanted), for: .directory, place, gaps: &missing)
        if sector.bytes.count < Int(recorded) { gaps += missing }
        append(sector, recorded, slot, parent, depth, start)
    }

    private mutating func append(
        _ sector: Sector, _ recorded: UInt32, _ slot: Int32, _ parent: Int32, _ depth: Int, _ start: UInt64
    ) {
        known[start] = Int32(directories.count)
        let arenaStart = UInt32(clamping: arena.count)
        arena += sector.bytes
        segments.append(
            .init(
                arenaStart: arenaStart, length: UInt32(sector.bytes.count), offset: start,
                isContinuation: false))
        directories.append(
            .init(
                slot: slot, parent: parent, offset: start, length: UInt32(sector.bytes.count),
                recordedLength: recorded, arenaStart: arenaStart, firstSlot: 0, slotCount: 0,
                depth: UInt16(clamping: depth)))
    }

    private mutating func readRecords(of index: Int) {
        let directory = directories[index]
        let firstSlot = slots.count
        let end = Int(directory.arenaStart) + Int(min(directory.length, directory.recordedLength))
        var at = Int(directory.arenaStart)
        while at < end {
            let within = at - Int(directory.arenaStart)
            let sectorEnd = min(end, at - within % Self.sectorSize + Self.sectorSize)
            let length = Int(arena[at])
            if length == 0 {
                at = sectorEnd
                continue
            }
            guard isWhole(at: at, length: length, sectorEnd: sectorEnd), slots.count < limits.records else {
                let cause: Gap.Cause = slots.count < limits.records ? .malformed : .limit
                gaps.append(
                    Gap(
                        cause, .directoryRecord,
                        at: Place(
                            offset: directory.offset + UInt64(within), length: UInt64(sectorEnd - at),
                            tree: kind,
                            path: path(slot: directory.slot)),
                        cause == .limit
                            ? "more than \(limits.records) directory records"
                            : "record length \(length) and identifier length \(at + 32 < end ? Int(arena[at + 32]) : 0) fit neither each other nor the sector"
                    ))
                at = sectorEnd
                continue
            }
            addRecord(at: at, length: length, in: index, offset: directory.offset + UInt64(within))
            at += length
        }
        directories[index] = .init(
            slot: directory.slot, parent: directory.parent, offset: directory.offset,
            length: directory.length,
            recordedLength: directory.recordedLength, arenaStart: directory.arenaStart,
            firstSlot: UInt32(firstSlot), slotCount: UInt32(slots.count - firstSlot), depth: directory.depth)
        for slot in firstSlot..<slots.count { descend(slot, from: index) }
    }

    private func isWhole(at: Int, length: Int, sectorEnd: Int) -> Bool {
        length >= DirectoryRecord.fixedLength + 1 && at + length <= sectorEnd
            && DirectoryRecord.fixedLength + Int(arena[at + 32]) <= length && arena[at + 32] > 0
    }

    /// Enters the directory that a record names, or notes that it is known already.
    private mutating func descend(_ slot: Int, from index: Int) {
        let start = Int(slots[slot].arenaStart)
        let flags = DirectoryRecord.Flags(rawValue: arena[start + 25])
        guard flags.contains(.directory) else { return }
        let record = DirectoryRecord(arena, at: start, offset: 0)
        guard !record.isSelf, !record.isParent else { return }
        let target = record.dataOffset(blockSize: blockSize)
        if let before = known[target] {
            setChild(of: slot, to: before)
            if isAncestor(before, of: index) {
                gaps.append(
                    Gap(
                        .loop, .directory,
                        at: Place(offset: target, tree: kind, path: path(slot: Int32(slot))),
                        "the directory is its own ancestor"))
            }
            return
        }
        let count = directories.count
        enter(record, slot: Int32(slot), parent: Int32(index), depth: Int(directories[index].depth) + 1)
        if directories.count > count { setChild(of: slot, to: Int32(count)) }
    }

    private func isAncestor(_ candidate: Int32, of index: Int) -> Bool {
        var at = Int32(index)
        while at >= 0 {
            if at == candidate { return true }
            at = directories[Int(at)].parent
        }
        return false
    }

    private mutating func setChild(of slot: Int, to child: Int32) {
        let old = slots[slot]
        slots[slot] = .init(
            arenaStart: old.arenaStart, directory: old.directory, child: child, firstEntry: old.firstEntry,
            entryCount: old.entryCount, unreadCount: old.unreadCount, unreadStart: old.unreadStart)
    }

    // MARK: System use

    private mutating func addRecord(at start: Int, length: Int, in directory: Int, offset: UInt64) {
        let identifier = Int(arena[start + 32])
        let areaStart = start + DirectoryRecord.fixedLength + identifier + (identifier % 2 == 0 ? 1 : 0)
        let end = start + length
        let isFirst = slots.isEmpty
        if isFirst { findSharing(areaStart..<max(areaStart, end)) }
        if arena[start + 1] > 0 { attributed.append(slots.count) }
        let firstEntry = entryStarts.count
        var unread = (start: UInt32(0), count: 0)
        if let sharing, areaStart < end {
            let skip = isFirst ? sharing.start : sharing.skip
            unread = readEntries(areaStart + skip, end, record: offset)
        }
        slots.append(
            .init(
                arenaStart: UInt32(clamping: start), directory: Int32(directory), child: -1,
                firstEntry: UInt32(clamping: firstEntry),
                entryCount: UInt16(clamping: entryStarts.count - firstEntry),
                unreadCount: UInt16(clamping: unread.count), unreadStart: unread.start))
    }

    /// SUSP 5.3: SP opens the system use area of the first record of the root, or follows 14 bytes of CD-XA.
    private mutating func findSharing(_ area: Range<Int>) {
        for skip in [0, 14] where area.count >= skip + 7 {
            let at = area.lowerBound + skip
            guard arena[at] == 0x53, arena[at + 1] == 0x50, arena[at + 2] >= 7 else { continue }
            sharing = SystemUseSharing(skip: Int(arena[at + 6]), start: skip)
            return
        }
    }

    /// Walks one system use area and its continuations; returns what could not be read as an entry.
    private mutating func readEntries(_ start: Int, _ end: Int, record: UInt64) -> (start: UInt32, count: Int)
    {
        var at = start
        var end = end
        var visited: [UInt64] = []
        var pending: ContinuationPointer?
        while true {
            while at + 4 <= end {
                let length = Int(arena[at + 2])
                guard length >= 4, at + length <= end else { return (UInt32(clamping: at), end - at) }
                entryStarts.append(UInt32(clamping: at))
                if arena[at] == 0x43, arena[at + 1] == 0x45, length >= 28 {
                    pending = ContinuationPointer(SystemUseEntry(bytes: arena[at..<at + length], offset: 0))
                }
                if arena[at] == 0x43, arena[at + 1] == 0x4C, links.last != slots.count {
                    links.append(slots.count)
                }
                if arena[at] == 0x5A, arena[at + 1] == 0x46, compressed.last != slots.count {
                    compressed.append(slots.count)
                }
                if arena[at] == 0x53, arena[at + 1] == 0x54 { return (UInt32(clamping: at + length), 0) }
                at += length
            }
            guard let next = pending else { return (UInt32(clamping: at), max(0, end - at)) }
            pending = nil
            guard let area = readContinuation(next, record: record, visited: &visited) else {
                return (UInt32(clamping: at), 0)
            }
            (at, end) = area
        }
    }

    private mutating func readContinuation(
        _ pointer: ContinuationPointer, record: UInt64, visited: inout [UInt64]
    ) -> (Int, Int)? {
        let start = pointer.start(blockSize: blockSize)
        let length = Int(pointer.length.read)
        let place = Place(
            offset: start, length: UInt64(length), tree: kind,
            field: "continuation of the record at \(record)")
        if visited.contains(start) {
            gaps.append(Gap(.loop, .continuation, at: place, "the continuation area leads back to itself"))
            return nil
        }
        visited.append(start)
        guard visited.count <= limits.continuations,
            continuationBytes + length <= min(limits.continuationBytes, Int(clamping: volume.size.times(4)))
        else {
            gaps.append(Gap(.limit, .continuation, at: place, "too many or too long continuation areas"))
            return nil
        }
        let bytes = continuationBytes(start, length, place)
        guard !bytes.isEmpty else { return nil }
        continuationBytes += bytes.count
        let at = arena.count
        segments.append(
            .init(
                arenaStart: UInt32(clamping: at), length: UInt32(clamping: bytes.count), offset: start,
                isContinuation: true))
        arena += bytes
        return (at, at + bytes.count)
    }

    /// The bytes of a continuation area; neighbours lie in the same sector, which is read once.
    private mutating func continuationBytes(_ start: UInt64, _ length: Int, _ place: Place) -> ArraySlice<
        UInt8
    > {
        let unit = UInt64(Self.sectorSize)
        let base = start - start % unit
        if start % unit + UInt64(length) > unit {
            return volume.part(start, length, for: .continuation, place, gaps: &gaps).bytes[...]
        }
        if block.offset != base {
            var missing: [Gap] = []
            block = volume.part(base, Self.sectorSize, for: .continuation, place, gaps: &missing)
            if Int(start - base) + length > block.bytes.count { gaps += missing }
        }
        let from = Int(start - base)
        return block.slice(min(from, block.bytes.count)..<from + length)
    }

    // MARK: Paths for gaps

    private func path(slot: Int32) -> DisplayName {
        var names: [DisplayName] = []
        var at = slot
        while at >= 0, names.count < 64 {
            let start = Int(slots[Int(at)].arenaStart)
            let bytes = [UInt8](arena[start + 33..<start + 33 + Int(arena[start + 32])])
            names.append(kind == .joliet ? DisplayName(utf16BigEndian: bytes) : DisplayName(utf8: bytes))
            at = directories[Int(slots[Int(at)].directory)].slot
        }
        return DisplayName.joined(names.reversed())
    }
}
