import Bytes
import DiscModel
import Readers

// System use areas of directory records, and what continues them elsewhere.
extension TreeWalk {
    /// Adds a whole record to the table; returns what is worth a closer look about it.
    mutating func addRecord(
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
        let rest = restStart..<min(arena.count, restStart + unread.count)
        if arena[rest].contains(where: { $0 != 0 }) { traits.insert(.unreadSystemUse) }
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
    mutating func order(_ name: Range<Int>?) -> RecordTraits {
        guard let name else { return .unsortedName }
        defer { lastName = name }
        guard let lastName else { return [] }
        let ascends = unsafe arena.span.bytes.ascends(lastName, name, isWide: false, hasVersions: false)
        return ascends ? [] : .unsortedName
    }

    /// SUSP 5.3: SP opens the system use area of the first record of the root, or follows 14 bytes of CD-XA.
    mutating func findSharing(_ area: Range<Int>) {
        for skip in [0, 14] where area.count >= skip + 7 {
            let at = area.lowerBound + skip
            guard arena[at] == 0x53, arena[at + 1] == 0x50, arena[at + 2] >= 7 else { continue }
            sharing = SystemUseSharing(skip: Int(arena[at + 6]), start: skip)
            return
        }
    }

    /// Walks one system use area and its continuations; returns what could not be read as an entry.
    mutating func readEntries(
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
                guard length >= 4, at + length <= end else {
                    // Zeros to the end fill the area, and a CE before them is followed.
                    if pending != nil, arena[at..<end].allSatisfy({ $0 == 0 }) { break }
                    return (UInt32(clamping: at), end - at)
                }
                guard entryStarts.count < most else {
                    noteUnreadEntries(at: at, upTo: end, of: record)
                    return (UInt32(clamping: at), 0)
                }
                entryStarts.append(UInt32(clamping: at))
                if arena[at] == 0x50 || arena[at + 1] == 0x4C { mendEntry(at: at, length) }
                unsafe traits.add(arena.span.bytes, at: at, length)
                if arena[at] == 0x43, arena[at + 1] == 0x45, length >= 28 {
                    mendContinuation(at: at)
                    pending = ContinuationPointer(SystemUseEntry(Record(arena[at..<at + length])))
                }
                at += length
                if arena[at - length] == 0x53, arena[at - length + 1] == 0x54 {
                    // ST ends this area (SUSP 5.4); a CE before it is followed all the same, as Linux does.
                    guard pending != nil else { return (UInt32(clamping: at), 0) }
                    break
                }
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
    mutating func noteUnreadEntries(at: Int, upTo end: Int, of record: UInt64) {
        guard hasRoomForGap() else { return }
        let segment = segments.last { Int($0.arenaStart) <= at }
        let start = segment.map { $0.offset + UInt64(at - Int($0.arenaStart)) } ?? record
        gaps.append(
            Gap(
                .limit, .systemUse, at: place(start, end - at, of: record),
                "the record has more than \(limits.entries) entries"))
    }

    mutating func readContinuation(
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

    func place(_ start: UInt64, _ length: Int, of record: UInt64) -> Place {
        let field = "continuation of the record at \(record)"
        return Place(offset: start, length: UInt64(length), tree: kind, field: field)
    }

    /// The bytes of a continuation area; neighbours lie in the same sector, which is read once.
    mutating func continuationBytes(_ start: UInt64, _ length: Int, of record: UInt64) -> ArraySlice<
        UInt8
    > {
        let unit: UInt64 = .sector
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
            block = volume.part(base, .sector, for: .continuation, place, gaps: &missing)
            if Int(start - base) + length > block.bytes.count { note(missing) }
        }
        let from = Int(start - base)
        return block.slice(min(from, block.bytes.count)..<from + length)
    }
}
