import Bytes
import DiscModel
import Readers

/// Reads the directories of one tree, breadth first, each extent once, into one arena.
///
/// What an image promises is bounded: a directory is entered once, a loop is cut, and all directories together
/// may not be longer than the image, so that a thousand records that point at one large extent cost nothing.
struct TreeWalk {
    let volume: Window
    let blockSize: UInt64
    let kind: TreeKind
    let limits: Limits
    var directories: [ISOTree.Directory] = []
    var slots: [ISOTree.Slot] = []
    var segments: [ISOTree.Segment] = []
    var entryStarts: [UInt32] = []
    var arena: [UInt8] = []
    var sharing: SystemUseSharing?
    var gaps: [Gap] = []
    /// Gaps beyond the limit, which are only counted.
    var surplus = 0
    /// Whether a record named a directory that was known already.
    var sawKnown = false
    /// Slots of records that announce extended attributes.
    var attributed: [Int] = []
    var known: [UInt64: Int32] = [:]
    let measure: RecordMeasure
    /// Arena positions of the last identifier and the last Rock Ridge name of the directory that is being read.
    var lastIdentifier: Range<Int>?
    var lastName: Range<Int>?
    var continuationBytes = 0
    var block = Record(offset: .max, [])
    /// What the path tables say of where directories lie, and the directories that were read elsewhere than their records say.
    var witnesses: DirectoryWitnesses
    var detours: [Detour] = []
    var overruns: [Overrun] = []
    var swaps: [SwappedInTree] = []
    /// The records whose identifiers are longer or shorter than recorded, and bytes behind that of "." where SUSP is not in use.
    var mendedIdentifiers: [MendedIdentifier] = []
    var plainRest: Int?
    /// Slots of records that say that they are directories, where no table knows one and none stands.
    var falseDirectories: [Int] = []
    /// First byte behind the volume as its descriptor declares it.
    let declaredEnd: UInt64
    /// Where directories begin that are not entered, because another tree owns them.
    private let closed: Set<UInt64>
    /// Sectors by which directories lie elsewhere than everything says.
    var shift: Int64?
    /// How often a directory was sought in vain, and a place's surroundings searched.
    var vainLookups = 0, searches = 0
    /// The blocks that are named for directories that lie elsewhere.
    private var namedBlocks: [Int: UInt32] = [:]

    init(
        volume: Window, of descriptor: VolumeDescriptor, kind: TreeKind, blockSize: UInt64,
        pathTables: [PathTable], rivals: Set<UInt32>, limits: Limits, sharing: SystemUseSharing? = nil,
        closed: Set<UInt64> = []
    ) {
        let root = descriptor.rootRecord
        let declared = UInt64(descriptor.volumeSpaceSize.read).times(blockSize)
        declaredEnd = declared.adding(volume.start)
        measure = RecordMeasure(
            blockSize: blockSize, end: min(volume.size, declaredEnd),
            volumeSequence: descriptor.volumeSequenceNumber.read, isWide: kind == .joliet)
        self.volume = volume
        self.blockSize = blockSize
        self.kind = kind
        self.limits = limits
        self.sharing = sharing
        self.closed = closed
        witnesses = DirectoryWitnesses(pathTables, rivals: rivals)
        reserve()
        enter(root, named: [0], slot: -1, parent: -1, depth: 1)
        var next = 0
        while next < directories.count {
            readRecords(of: next)
            next += 1
        }
        if sawKnown { noteLoops() }
        mendLengths()
        if surplus > 0 {
            let place = Place(offset: directories.first?.offset, tree: kind)
            gaps.append(Gap(.limit, .directory, at: place, "\(surplus) more places that could not be read"))
        }
    }

    /// Room for the tables of a large tree, as far as the image can hold one. The system gives memory only once it is
    /// written to, so this costs nothing; growing step by step would copy everything over and over.
    mutating func reserve() {
        let bytes = Int(min(volume.size, UInt64(limits.directoryBytes), 32 << 20))
        arena.reserveCapacity(bytes)
        slots.reserveCapacity(bytes / 128)
        entryStarts.reserveCapacity(bytes / 64)
    }

    /// Whether one more gap is kept; otherwise it is counted.
    mutating func hasRoomForGap() -> Bool {
        if gaps.count < limits.gaps { return true }
        surplus += 1
        return false
    }

    mutating func note(_ more: [Gap]) {
        for gap in more where hasRoomForGap() { gaps.append(gap) }
    }

    // MARK: Directories

    /// Reads the extent of the directory that a record names, along the way that most of the image bears out.
    mutating func enter(
        _ record: DirectoryRecord, named identifier: ArraySlice<UInt8>, slot: Int32, parent: Int32, depth: Int
    ) {
        let route = Route(record, blockSize)
        let above = parent < 0 ? nil : namedBlock(of: Int(parent))
        // Blocks of attributes before a directory are rarer than a wrong byte.
        let isDoubtful =
            record.extendedAttributeLength > 0
            || witnesses.contradict(record.extent.read, is: identifier, below: above)
        if isDoubtful, let better = better(than: route, record, identifier, below: above) {
            return enter(better, slot: slot, parent: parent, depth: depth) { _ in nil }
        }
        enter(route, slot: slot, parent: parent, depth: depth) { walk in
            walk.better(than: route, record, identifier, below: above)
        }
    }

    /// The block that path tables name for a directory.
    private func namedBlock(of directory: Int) -> UInt32 {
        namedBlocks[directory] ?? UInt32(clamping: directories[directory].offset / blockSize)
    }

    /// Reads a directory that was not read before; where none stands, perhaps by another way.
    private mutating func enter(
        _ route: Route, slot: Int32, parent: Int32, depth: Int, orElse other: (inout TreeWalk) -> Route?
    ) {
        let start = route.start
        var recorded = route.length
        if let before = known[start] {
            if slot >= 0 { setChild(of: Int(slot), to: before) }
            sawKnown = true
            return
        }
        if closed.contains(start) { return }
        guard depth <= limits.depth else {
            if hasRoomForGap() {
                let place = place(start, recorded, slot)
                gaps.append(Gap(.limit, .directory, at: place, "deeper than \(limits.depth) levels"))
            }
            return
        }
        let room = min(UInt64(limits.directoryBytes), volume.size)
        var wanted = UInt64(recorded).roundedUp(to: .sector)
        var missing: [Gap] = []
        if UInt64(arena.count) + UInt64(recorded) > room {
            if let better = other(&self) {
                return enter(better, slot: slot, parent: parent, depth: depth) { _ in nil }
            }
            noteNoRoom(for: recorded, at: start, slot)
            guard start < volume.size, UInt64(arena.count + .sector) <= room else { return }
            // Read what the image has of it: the first sector at least, so that a cut directory still shows its files.
            wanted = min(UInt64(recorded), volume.size - start, .sector)
        }
        // Whole sectors, so that what stands behind the last record can be judged as well.
        var sector = volume.part(
            start, Int(wanted), for: .directory, place(start, recorded, slot), gaps: &missing)
        if !stands(sector, at: start), let better = other(&self) {
            return enter(better, slot: slot, parent: parent, depth: depth) { _ in nil }
        }
        if slot >= 0, isContent(sector),
            witnesses.deny(UInt32(clamping: route.recorded / blockSize), is: identifier(slot: slot))
        {
            falseDirectories.append(Int(slot))
            return
        }
        if sector.bytes.count < min(UInt64(recorded), wanted) { note(missing) }
        if slot >= 0 { setChild(of: Int(slot), to: Int32(directories.count)) }
        remember(route)
        if UInt64(sector.count) == wanted, let longer = longer(than: recorded, sector, at: start, room: room)
        {
            overruns.append(
                Overrun(directory: directories.count, recorded: recorded, isRecorded: longer.isRecorded))
            recorded = longer.length
            sector = longer.bytes
        }
        append(sector, recorded, slot, parent, depth, start)
    }

    /// Keeps that the next directory is not read where its record leads.
    private mutating func remember(_ route: Route) {
        guard let reason = route.reason else { return }
        let index = directories.count
        if case .displaced = reason { namedBlocks[index] = UInt32(clamping: route.recorded / blockSize) }
        detours.append(
            Detour(
                directory: index, recorded: route.recorded, used: route.start, reason: reason,
                leadsToDirectory: route.leadsToDirectory))
    }

    mutating func noteNoRoom(for recorded: UInt32, at start: UInt64, _ slot: Int32) {
        guard hasRoomForGap() else { return }
        let isPastEnd = start.adding(UInt64(recorded)) > volume.size
        let detail =
            isPastEnd
            ? "\(recorded) bytes from offset \(start) reach behind the end of the image"
            : "all directories together would be longer than the image"
        let place = place(start, recorded, slot)
        gaps.append(Gap(isPastEnd ? .pastEnd : .limit, .directory, at: place, detail))
    }

    func place(_ start: UInt64, _ recorded: UInt32, _ slot: Int32) -> Place {
        Place(offset: start, length: UInt64(recorded), tree: kind, path: path(slot: slot))
    }

    mutating func append(
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

    mutating func readRecords(of index: Int) {
        let directory = directories[index]
        let firstSlot = slots.count
        let end = Int(directory.arenaStart) + Int(min(directory.length, directory.recordedLength))
        var at = Int(directory.arenaStart)
        (lastIdentifier, lastName) = (nil, nil)
        var traits: RecordTraits = []
        while at < end {
            let within = at - Int(directory.arenaStart)
            let sectorEnd = min(end, at - within % .sector + .sector)
            let length = Int(arena[at])
            if length == 0 {
                at = sectorEnd
                continue
            }
            if within == 0, length >= DirectoryRecord.headLength, at + length <= sectorEnd {
                notePlainRest(at: at, length: length)
            } else {
                mendIdentifier(at: at, length: length, end: sectorEnd)
            }
            guard isWhole(at: at, length: length, sectorEnd: sectorEnd), slots.count < limits.records else {
                // Of a blank sector a rule speaks; it holds nothing that could have been read.
                if within % .sector == 0, arena[at..<sectorEnd].isFilled(with: arena[at]) {
                    at = sectorEnd
                    continue
                }
                noteUnread(at: at, upTo: sectorEnd, of: directory, end)
                if slots.count >= limits.records { break }
                at = sectorEnd
                continue
            }
            let offset = directory.offset + UInt64(within)
            mendRecord(at: at, in: directory)
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
    mutating func noteUnread(
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

    func isWhole(at: Int, length: Int, sectorEnd: Int) -> Bool {
        length >= DirectoryRecord.fixedLength + 1 && at + length <= sectorEnd
            && DirectoryRecord.fixedLength + Int(arena[at + DirectoryRecord.identifierLength.offset])
                <= length
            && arena[at + DirectoryRecord.identifierLength.offset] > 0
    }

    /// Enters the directory that a record names, or notes that it is known already.
    mutating func descend(_ slot: Int, from index: Int) {
        let start = Int(slots[slot].arenaStart)
        let flags = DirectoryRecord.Flags(rawValue: arena[start + DirectoryRecord.flags.offset])
        guard flags.contains(.directory) else { return }
        let record = unsafe DirectoryRecord(arena.span.bytes, at: start, offset: 0)
        guard !record.isSelf, !record.isParent else { return }
        let first = start + DirectoryRecord.fixedLength
        // A copy byte by byte: a slice that lives on while the arena grows has all of it copied, directory by directory.
        let identifier = (first..<min(arena.count, first + Int(record.identifierLength))).map { arena[$0] }
        enter(
            record, named: identifier[...], slot: Int32(slot), parent: Int32(index),
            depth: Int(directories[index].depth) + 1)
    }

    /// Notes the records that name a directory in which they lie.
    mutating func noteLoops() {
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

    mutating func setChild(of slot: Int, to child: Int32) {
        let old = slots[slot]
        slots[slot] = .init(
            arenaStart: old.arenaStart, directory: old.directory, child: child, firstEntry: old.firstEntry,
            entryCount: old.entryCount, unreadCount: old.unreadCount, unreadStart: old.unreadStart,
            traits: old.traits)
    }

    private func identifier(slot: Int32) -> ArraySlice<UInt8> {
        let first = Int(slots[Int(slot)].arenaStart) + DirectoryRecord.fixedLength
        return arena[first..<first + Int(arena[first - 1])]
    }

    // MARK: Paths for gaps

    func path(slot: Int32) -> DisplayName {
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
