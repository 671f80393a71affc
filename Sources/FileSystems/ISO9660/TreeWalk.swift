import Bytes
import DiscModel
import Readers

/// Reads the directories of one tree, breadth first, each extent once, into one arena.
///
/// What an image promises is bounded: a directory is entered once, a loop is cut, and all directories together
/// may not be longer than the image, so that a thousand records that point at one large extent cost nothing.
struct TreeWalk {
    private let volume: Window
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
    /// Gaps beyond the limit, which are only counted.
    private var surplus = 0
    /// Whether a record named a directory that was known already.
    private var sawKnown = false
    /// Slots of records that announce extended attributes.
    private(set) var attributed: [Int] = []
    private var known: [UInt64: Int32] = [:]
    private let measure: RecordMeasure
    /// Arena positions of the last identifier and the last Rock Ridge name of the directory that is being read.
    private var lastIdentifier: Range<Int>?
    private var lastName: Range<Int>?
    private var continuationBytes = 0
    private var block = Record(offset: .max, [])

    /// Bytes of a logical sector; no record crosses its end (6.8.1.1).
    static let sectorSize = 2048

    init(volume: Window, of descriptor: VolumeDescriptor, kind: TreeKind, blockSize: UInt64, limits: Limits) {
        let root = descriptor.rootRecord
        let declared = UInt64(descriptor.volumeSpaceSize.read).times(blockSize)
        measure = RecordMeasure(
            blockSize: blockSize, end: min(volume.size, declared.adding(volume.start)),
            volumeSequence: descriptor.volumeSequenceNumber.read, isWide: kind == .joliet)
        self.volume = volume
        self.blockSize = blockSize
        self.kind = kind
        self.limits = limits
        reserve()
        enter(root, slot: -1, parent: -1, depth: 1)
        var next = 0
        while next < directories.count {
            readRecords(of: next)
            next += 1
        }
        if sawKnown { noteLoops() }
        if surplus > 0 {
            let place = Place(offset: directories.first?.offset, tree: kind)
            gaps.append(Gap(.limit, .directory, at: place, "\(surplus) more places that could not be read"))
        }
    }

    /// Room for the tables of a large tree, as far as the image can hold one. The system gives memory only once it is
    /// written to, so this costs nothing; growing step by step would copy everything over and over.
    private mutating func reserve() {
        let bytes = Int(min(volume.size, UInt64(limits.directoryBytes), 32 << 20))
        arena.reserveCapacity(bytes)
        slots.reserveCapacity(bytes / 128)
        entryStarts.reserveCapacity(bytes / 64)
    }

    /// Whether one more gap is kept; otherwise it is counted.
    private mutating func hasRoomForGap() -> Bool {
        if gaps.count < limits.gaps { return true }
        surplus += 1
        return false
    }

    private mutating func note(_ more: [Gap]) {
        for gap in more where hasRoomForGap() { gaps.append(gap) }
    }

    // MARK: Directories

    /// Reads the extent of a directory that was not read before and returns its index.
    private mutating func enter(_ record: DirectoryRecord, slot: Int32, parent: Int32, depth: Int) {
        let start = record.dataOffset(blockSize: blockSize)
        let recorded = record.dataLength.read
        guard depth <= limits.depth else {
            if hasRoomForGap() {
                let place = place(start, recorded, slot)
                gaps.append(Gap(.limit, .directory, at: place, "deeper than \(limits.depth) levels"))
            }
            return
        }
        let room = min(UInt64(limits.directoryBytes), volume.size)
        var wanted = UInt64(recorded).roundedUp(to: UInt64(Self.sectorSize))
        var missing: [Gap] = []
        if UInt64(arena.count) + UInt64(recorded) > room {
            noteNoRoom(for: recorded, at: start, slot)
            guard start < volume.size, UInt64(arena.count + Self.sectorSize) <= room else { return }
            // Read what the image has of it: the first sector at least, so that a cut directory still shows its files.
            wanted = min(UInt64(recorded), volume.size - start, UInt64(Self.sectorSize))
        }
        // Whole sectors, so that what stands behind the last record can be judged as well.
        let sector = volume.part(
            start, Int(wanted), for: .directory, place(start, recorded, slot), gaps: &missing)
        if sector.bytes.count < min(UInt64(recorded), wanted) { note(missing) }
        append(sector, recorded, slot, parent, depth, start)
    }

    private mutating func noteNoRoom(for recorded: UInt32, at start: UInt64, _ slot: Int32) {
        guard hasRoomForGap() else { return }
        let isPastEnd = start.adding(UInt64(recorded)) > volume.size
        let detail =
            isPastEnd
            ? "\(recorded) bytes from offset \(start) reach behind the end of the image"
            : "all directories together would be longer than the image"
        let place = place(start, recorded, slot)
        gaps.append(Gap(isPastEnd ? .pastEnd : .limit, .directory, at: place, detail))
    }

    private func place(_ start: UInt64, _ recorded: UInt32, _ slot: Int32) -> Place {
        Place(offset: start, length: UInt64(recorded), tree: kind, path: path(slot: slot))
    }

    private mutating func append(
        _ sector: Record, _ recorded: UInt32, _ slot: Int32, _ parent: Int32, _ depth: Int, _ start: UInt64
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
                depth: UInt16(clamping: depth), traits: []))
    }

    private mutating func readRecords(of index: Int) {
        let directory = directories[index]
        let firstSlot = slots.count
        let end = Int(directory.arenaStart) + Int(min(directory.length, directory.recordedLength))
        var at = Int(directory.arenaStart)
        (lastIdentifier, lastName) = (nil, nil)
        var traits: RecordTraits = []
        while at < end {
            let within = at - Int(directory.arenaStart)
            let sectorEnd = min(end, at - within % Self.sectorSize + Self.sectorSize)
            let length = Int(arena[at])
            if length == 0 {
                at = sectorEnd
                continue
            }
            guard isWhole(at: at, length: length, sectorEnd: sectorEnd), slots.count < limits.records else {
                noteUnread(at: at, upTo: sectorEnd, of: directory, end)
                if slots.count >= limits.records { break }
                at = sectorEnd
                continue
            }
            let offset = directory.offset + UInt64(within)
            traits.formUnion(addRecord(at: at, length: length, in: index, firstSlot, offset: offset))
            at += length
        }
        directories[index] = .init(
            slot: directory.slot, parent: directory.parent, offset: directory.offset,
            length: directory.length,
            recordedLength: directory.recordedLength, arenaStart: directory.arenaStart,
            firstSlot: UInt32(firstSlot), slotCount: UInt32(slots.count - firstSlot), depth: directory.depth,
            traits: traits)
        for slot in firstSlot..<slots.count { descend(slot, from: index) }
    }

    /// Notes what stands where a record should, or that there are too many records.
    private mutating func noteUnread(
        at: Int, upTo sectorEnd: Int, of directory: ISOTree.Directory, _ end: Int
    ) {
        guard hasRoomForGap() else { return }
        let place = Place(
            offset: directory.offset + UInt64(at - Int(directory.arenaStart)), length: UInt64(sectorEnd - at),
            tree: kind, path: path(slot: directory.slot))
        guard slots.count < limits.records else {
            let detail = "more directory records than isocheck keeps"
            return gaps.append(Gap(.limit, .directoryRecord, at: place, detail))
        }
        let identifier = at + 32 < end ? Int(arena[at + DirectoryRecord.identifierLength.offset]) : 0
        let detail =
            "record length \(arena[at]) and identifier length \(identifier) fit neither each other nor the sector"
        gaps.append(Gap(.malformed, .directoryRecord, at: place, detail))
    }

    private func isWhole(at: Int, length: Int, sectorEnd: Int) -> Bool {
        length >= DirectoryRecord.fixedLength + 1 && at + length <= sectorEnd
            && DirectoryRecord.fixedLength + Int(arena[at + DirectoryRecord.identifierLength.offset])
                <= length
            && arena[at + DirectoryRecord.identifierLength.offset] > 0
    }

    /// Enters the directory that a record names, or notes that it is known already.
    private mutating func descend(_ slot: Int, from index: Int) {
        let start = Int(slots[slot].arenaStart)
        let flags = DirectoryRecord.Flags(rawValue: arena[start + DirectoryRecord.flags.offset])
        guard flags.contains(.directory) else { return }
        let record = unsafe DirectoryRecord(arena.span.bytes, at: start, offset: 0)
        guard !record.isSelf, !record.isParent else { return }
        let target = record.dataOffset(blockSize: blockSize)
        if let before = known[target] {
            setChild(of: slot, to: before)
            sawKnown = true
            return
        }
        let count = directories.count
        enter(record, slot: Int32(slot), parent: Int32(index), depth: Int(directories[index].depth) + 1)
        if directories.count > count { setChild(of: slot, to: Int32(count)) }
    }

    /// Notes the records that name a directory in which they lie.
    private mutating func noteLoops() {
        let descent = Descent(directories)
        for (slot, row) in slots.enumerated() where row.child >= 0 {
            let child = Int(row.child)
            guard directories[child].slot != Int32(slot), descent.holds(child, Int(row.directory)),
                hasRoomForGap()
            else { continue }
            let place = Place(offset: directories[child].offset, tree: kind, path: path(slot: Int32(slot)))
            gaps.append(Gap(.loop, .directory, at: place, "the directory is its own ancestor"))
        }
    }

    private mutating func setChild(of slot: Int, to child: Int32) {
        let old = slots[slot]
        slots[slot] = .init(
            arenaStart: old.arenaStart, directory: old.directory, child: child, firstEntry: old.firstEntry,
            entryCount: old.entryCount, unreadCount: old.unreadCount, unreadStart: old.unreadStart,
            traits: old.traits)
    }

    // MARK: System use

    /// Adds a whole record to the table; returns what is worth a closer look about it.
    private mutating func addRecord(
        at start: Int, length: Int, in directory: Int, _ firstSlot: Int, offset: UInt64
    ) -> RecordTraits {
        let first = start + DirectoryRecord.fixedLength
        let identifier = first..<first + Int(arena[start + 32])
        let areaStart = identifier.upperBound + (identifier.count % 2 == 0 ? 1 : 0)
        let end = start + length
        let isFirst = slots.isEmpty
        if isFirst { findSharing(areaStart..<max(areaStart, end)) }
        if arena[start + 1] > 0 { attributed.append(slots.count) }
        let firstEntry = entryStarts.count
        var unread = (start: UInt32(0), count: max(0, end - areaStart))
        var traits = unsafe RecordTraits.ofRecord(
            arena.span.bytes, at: start, behind: lastIdentifier, measure)
        let isNamed = traits.contains(.named)
        if isNamed { lastIdentifier = identifier }
        if !isNamed, slots.count > firstSlot + 1 { traits.insert(.unsorted) }
        if let sharing {
            var entries = unsafe EntryTraits(
                dateAndFlags: arena.span.bytes.word(start + DirectoryRecord.date.offset))
            if areaStart < end {
                let skip = isFirst ? sharing.start : sharing.skip
                unread = readEntries(areaStart + skip, end, record: offset, &entries)
            }
            traits.formUnion(entries.finished(isNamed: isNamed))
            if isNamed { traits.formUnion(order(entries.name)) }
        }
        let restStart = sharing == nil ? areaStart : Int(unread.start)
        if unread.count > 1 || unread.count == 1 && arena[restStart] != 0 { traits.insert(.unreadSystemUse) }
        if sharing == nil { unread = (0, 0) }
        slots.append(
            .init(
                arenaStart: UInt32(clamping: start), directory: Int32(directory), child: -1,
                firstEntry: UInt32(clamping: firstEntry),
                entryCount: UInt16(clamping: entryStarts.count - firstEntry),
                unreadCount: UInt16(clamping: unread.count), unreadStart: unread.start, traits: traits))
        return traits
    }

    /// How a Rock Ridge name stands to that of the record before.
    private mutating func order(_ name: Range<Int>?) -> RecordTraits {
        guard let name else { return .unsortedName }
        defer { lastName = name }
        guard let lastName else { return [] }
        let ascends = unsafe arena.span.bytes.ascends(lastName, name, isWide: false, hasVersions: false)
        return ascends ? [] : .unsortedName
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
    private mutating func readEntries(
        _ start: Int, _ end: Int, record: UInt64, _ traits: inout EntryTraits
    ) -> (start: UInt32, count: Int) {
        var at = start
        var end = end
        let most = entryStarts.count + min(limits.entries, Int(UInt16.max))
        var visited: [UInt64] = []
        var pending: ContinuationPointer?
        while true {
            while at + 4 <= end {
                let length = Int(arena[at + 2])
                guard length >= 4, at + length <= end else { return (UInt32(clamping: at), end - at) }
                guard entryStarts.count < most else {
                    noteUnreadEntries(at: at, upTo: end, of: record)
                    return (UInt32(clamping: at), 0)
                }
                entryStarts.append(UInt32(clamping: at))
                unsafe traits.add(arena.span.bytes, at: at, length)
                if arena[at] == 0x43, arena[at + 1] == 0x45, length >= 28 {
                    pending = ContinuationPointer(SystemUseEntry(Record(arena[at..<at + length])))
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

    /// Notes that a record has more entries than are kept, and where the first of the rest stands.
    private mutating func noteUnreadEntries(at: Int, upTo end: Int, of record: UInt64) {
        guard hasRoomForGap() else { return }
        let segment = segments.last { Int($0.arenaStart) <= at }
        let start = segment.map { $0.offset + UInt64(at - Int($0.arenaStart)) } ?? record
        gaps.append(
            Gap(
                .limit, .systemUse, at: place(start, end - at, of: record),
                "the record has more than \(limits.entries) entries"))
    }

    private mutating func readContinuation(
        _ pointer: ContinuationPointer, record: UInt64, visited: inout [UInt64]
    ) -> (Int, Int)? {
        let start = pointer.start(blockSize: blockSize)
        let length = Int(pointer.length.read)
        let isLoop = visited.contains(start)
        visited.append(start)
        guard !isLoop, visited.count <= limits.continuations,
            continuationBytes + length <= min(limits.continuationBytes, Int(clamping: volume.size.times(4)))
        else {
            guard hasRoomForGap() else { return nil }
            let place = place(start, length, of: record)
            gaps.append(
                isLoop
                    ? Gap(.loop, .continuation, at: place, "the continuation area leads back to itself")
                    : Gap(.limit, .continuation, at: place, "too many or too long continuation areas"))
            return nil
        }
        let bytes = continuationBytes(start, length, of: record)
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

    private func place(_ start: UInt64, _ length: Int, of record: UInt64) -> Place {
        let field = "continuation of the record at \(record)"
        return Place(offset: start, length: UInt64(length), tree: kind, field: field)
    }

    /// The bytes of a continuation area; neighbours lie in the same sector, which is read once.
    private mutating func continuationBytes(_ start: UInt64, _ length: Int, of record: UInt64) -> ArraySlice<
        UInt8
    > {
        let unit = UInt64(Self.sectorSize)
        let base = start - start % unit
        var missing: [Gap] = []
        if start % unit + UInt64(length) > unit {
            let area = volume.part(
                start, length, for: .continuation, place(start, length, of: record), gaps: &missing)
            note(missing)
            return area.bytes[...]
        }
        if block.offset != base {
            let place = place(start, length, of: record)
            block = volume.part(base, Self.sectorSize, for: .continuation, place, gaps: &missing)
            if Int(start - base) + length > block.bytes.count { note(missing) }
        }
        let from = Int(start - base)
        return block.slice(min(from, block.bytes.count)..<from + length)
    }

    // MARK: Paths for gaps

    private func path(slot: Int32) -> DisplayName {
        var path = DisplayName.PathBuilder()
        var at = slot
        while at >= 0, !path.isFull {
            let start = Int(slots[Int(at)].arenaStart)
            let bytes = [UInt8](arena[start + 33..<start + 33 + Int(arena[start + 32])])
            path.prepend(kind == .joliet ? DisplayName(utf16BigEndian: bytes) : DisplayName(utf8: bytes))
            at = directories[Int(slots[Int(at)].directory)].slot
        }
        return path.finished
    }
}
