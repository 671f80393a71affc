import Bytes
import DiscModel
import Readers

// Where a directory is read when its record and the rest of the image contradict each other.

extension TreeWalk {
    /// The first record of what stands at a byte, if it is that of a directory (ECMA-119, 6.8.2.2).
    private func dot(at start: UInt64) -> DirectoryRecord? {
        var ignored: [Gap] = []
        return Self.dot(
            volume.part(start, DirectoryRecord.headLength, for: .directory, Place(), gaps: &ignored))
    }

    private static func dot(_ head: Record) -> DirectoryRecord? {
        guard head.count >= DirectoryRecord.headLength else { return nil }
        let record = DirectoryRecord(head)
        return record.length >= DirectoryRecord.headLength && record.isSelf && record.isDirectory
            ? record : nil
    }

    /// Whether what was read at a place is a directory that says that it lies there.
    func stands(_ head: Record, at start: UInt64) -> Bool {
        Self.dot(head).map { names($0, start) } ?? false
    }

    /// Whether what was read at a place is something else than a directory, be that damaged or blank.
    func isContent(_ bytes: Record) -> Bool {
        guard bytes.count >= DirectoryRecord.headLength, let first = bytes.bytes.first else { return false }
        let record = DirectoryRecord(bytes)
        return !record.isSelf && !record.extent.agrees && !bytes.bytes.prefix(.sector).isFilled(with: first)
    }

    /// Whether a record names a byte, be its halves in order or swapped.
    private func names(_ dot: DirectoryRecord, _ start: UInt64) -> Bool {
        dot.dataOffset(blockSize: blockSize) == start
            || dot.extent.swapped.map { UInt64($0).times(blockSize) == start } ?? false
    }

    /// Whether the ".." of what stands at a byte names a block; of the root, its own.
    private func isChild(at start: UInt64, of parent: UInt32?) -> Bool {
        var ignored: [Gap] = []
        let head = volume.part(start, 2 * 255, for: .directory, Place(), gaps: &ignored)
        guard let own = Self.dot(head) else { return false }
        let second = DirectoryRecord(head.part(Int(own.length)))
        let named = parent ?? UInt32(clamping: start / blockSize)
        return second.isParent && second.extent.read == named
    }

    /// A better way to a directory than its record, if there is one.
    ///
    /// A directory that stands where the record leads gives way only to what two witnesses name; where none stands, one will do.
    /// - Parameter parent: block of the directory in which the record stands; nil for the root.
    mutating func better(
        than route: Route, _ record: DirectoryRecord, _ identifier: ArraySlice<UInt8>, below parent: UInt32?
    ) -> Route? {
        guard vainLookups < limits.vainLookups else { return nil }
        let better = sought(route, record, identifier, below: parent)
        if better == nil { vainLookups += 1 }
        return better
    }

    private mutating func sought(
        _ route: Route, _ record: DirectoryRecord, _ identifier: ArraySlice<UInt8>, below parent: UInt32?
    ) -> Route? {
        let own = dot(at: route.start)
        let stands = own.map { names($0, route.start) } ?? false
        var votes: [(block: UInt32, by: [String])] = []
        func hear(_ block: UInt32, _ witness: String) {
            if let index = votes.firstIndex(where: { $0.block == block }) {
                votes[index].by.append(witness)
            } else if UInt64(block).times(blockSize) != route.start {
                votes.append((block, [witness]))
            }
        }
        // Tables that lead to a directory of another parent, where the record leads to one of this, are wrong themselves.
        let isChild = stands && isChild(at: route.start, of: parent)
        for named in witnesses.named(identifier, below: parent)
        where !isChild
            || self.isChild(at: UInt64(named.block).times(blockSize), of: parent)
                && !witnesses.nameTwice(named.block)
        {
            hear(named.block, named.by)
        }
        if record.extendedAttributeLength > 0 { hear(record.extent.read, "the block in the record") }
        if !record.extent.agrees { hear(record.extent.big, "the other half of the number") }
        for vote in votes.sorted(by: { $0.by.count > $1.by.count }) where !stands || vote.by.count > 1 {
            let start = UInt64(vote.block).times(blockSize)
            guard let dot = dot(at: start), names(dot, start) else { continue }
            return Route(
                to: start, length: dot.dataLength.read, .witnesses(vote.by), insteadOf: route, own != nil)
        }
        guard stands, let own else { return displaced(route, record.extent.read) }
        // A directory of no length has that of its own ".".
        let says = Detour.Reason.witnesses(["\".\""])
        return record.dataLength.read > 0
            ? nil : Route(to: route.start, length: own.dataLength.read, says, insteadOf: route, true)
    }

    /// Sectors on either side that are searched for a directory that is not where everything says.
    private static let searched: UInt64 = 1_024

    /// The directory that says that it lies in a block and does not: sectors were lost or inserted before it.
    private mutating func displaced(_ route: Route, _ block: UInt32) -> Route? {
        func way(to start: UInt64) -> Route? {
            guard let dot = dot(at: start), dot.extent.agrees, dot.extent.read == block else { return nil }
            let sectors = (Int64(start) - Int64(route.start)) / Int64(.sector as UInt64)
            return Route(
                to: start, length: dot.dataLength.read, .displaced(sectors), insteadOf: route, false)
        }
        // With a wrong block size everything seems to lie elsewhere.
        guard route.start < volume.size, block > 0, blockSize == .sector else { return nil }
        if let shift {
            let start = Int64(route.start) + shift * Int64(.sector as UInt64)
            if start > 0, let found = self.found(way(to: UInt64(start))) { return found }
        }
        guard searches < limits.searches else { return nil }
        searches += 1
        let first = route.start - min(route.start, Self.searched * .sector)
        var ignored: [Gap] = []
        let area = volume.part(
            first, Int(2 * Self.searched) * .sector, for: .directory, Place(), gaps: &ignored)
        for at in stride(from: 0, to: area.count, by: .sector) where area.u32le(at + 2) == block {
            if let found = found(way(to: first + UInt64(at))) { return found }
        }
        return nil
    }

    private mutating func found(_ route: Route?) -> Route? {
        if case .displaced(let sectors)? = route?.reason { shift = sectors }
        return route
    }

    // MARK: Where it ends

    /// Most sectors that are read behind the recorded end of a directory.
    private static let longestRest = 256

    /// The directory with the sectors behind its recorded length that go on with its records: where its own "." counts more,
    /// or its last sector has no room for the record that stands at the start of the next.
    func longer(than recorded: UInt32, _ sectors: Record, at start: UInt64, room: UInt64) -> (
        length: UInt32, bytes: Record, isRecorded: Bool
    )? {
        guard recorded > 0, recorded % .sector == 0, let dot = Self.dot(sectors), stands(sectors, at: start)
        else { return nil }
        let isRecorded = dot.dataLength.agrees && dot.dataLength.read > recorded
        let left = Self.room(atEndOf: sectors)
        guard isRecorded || left < 255 else { return nil }
        var bytes = sectors
        for _ in 0..<Self.longestRest {
            if isRecorded, bytes.count >= Int(dot.dataLength.read) { break }
            guard UInt64(arena.count + bytes.count + .sector) <= room else { break }
            var ignored: [Gap] = []
            let next = volume.part(
                start.adding(UInt64(bytes.count)), .sector, for: .directory, Place(), gaps: &ignored)
            guard goesOn(next), isRecorded || Int(next.u8(0)) > Self.room(atEndOf: bytes) else { break }
            bytes = Record(offset: sectors.offset, bytes.bytes + next.bytes)
        }
        guard bytes.count > sectors.count else { return nil }
        return (UInt32(clamping: bytes.count), bytes, isRecorded)
    }

    /// Bytes behind the last record of the last sector; a whole sector where no record stands in it.
    private static func room(atEndOf sectors: Record) -> Int {
        var at = sectors.count - .sector
        guard at >= 0 else { return .sector }
        while at < sectors.count, sectors.u8(at) > 0 { at += Int(sectors.u8(at)) }
        return max(0, sectors.count - at)
    }

    /// Whether a sector begins with a record that can follow others: whole, of one mind with itself, and no ".".
    private func goesOn(_ sector: Record) -> Bool {
        guard sector.count == .sector else { return false }
        let record = DirectoryRecord(sector)
        let named = DirectoryRecord.fixedLength + Int(record.identifierLength)
        return record.identifierLength > 0 && named <= Int(record.length) && record.length % 2 == 0
            && (record.firstIdentifierByte > 1 || record.identifierLength > 1) && record.extent.agrees
            && record.dataLength.agrees
            && record.sequence.agrees && record.flags.isDisjoint(with: .reserved)
            && (record.dataLength.read == 0
                || record.dataOffset(blockSize: blockSize).adding(UInt64(record.dataLength.read))
                    <= volume.size)
    }
}
