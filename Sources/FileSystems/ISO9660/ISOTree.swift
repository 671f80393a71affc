public import Bytes
public import DiscModel

/// One tree of an ISO 9660 volume exactly as recorded: the bytes of its directories, path tables and system use areas
/// in one arena, and flat tables of where the records begin. Nothing is lost on the way to a rule, because every
/// accessor decodes the recorded bytes.
public final class ISOTree: Sendable {
    public let kind: TreeKind
    public let descriptor: VolumeDescriptor
    /// Bytes in a logical block as the reader took it; 2048 when the descriptor has no usable number.
    public let blockSize: UInt64
    public let directories: [Directory]
    public let slots: [Slot]
    public let pathTables: [PathTable]
    /// The tables to which no pointer of the descriptor leads, and where they stand.
    public let tablesElsewhere: [PathTable]
    /// How the system use areas are laid out; nil when no SP entry stands in the first record of the root.
    public let sharing: SystemUseSharing?
    /// Extended attribute records (9.5), where directory records announce them.
    public let extendedAttributes: [ExtendedAttributes]
    /// Compressed files whose ZF entry was followed to the data.
    public let zisofsFiles: [ZisofsFile]
    /// The directories that were read elsewhere than their records say.
    public let detours: [Detour]
    /// How often a directory was sought in vain, and a place's surroundings searched.
    let vainLookups, searches: Int
    /// The directories that are longer than their records say.
    public let overruns: [Overrun]
    /// The numbers that are read as they were meant, because their halves stand in each other's place.
    public let swaps: [SwappedInTree]
    /// The records whose identifiers are read longer or shorter than recorded.
    public let mendedIdentifiers: [MendedIdentifier]
    /// Slots of records that say that they are directories, where no table knows one and none stands.
    public let falseDirectories: [Int]
    public let gaps: [Gap]
    /// The traits of all records together.
    public let traits: RecordTraits
    /// Whether records of the root carry Rock Ridge entries.
    public let hasRockRidge: Bool
    let arena: [UInt8]
    let segments: [Segment]
    /// Arena positions of system use entries, in the order of the slots that own them.
    let entryStarts: [UInt32]

    /// A directory whose extent was read.
    public struct Directory: Sendable, BitwiseCopyable {
        /// Slot of the record that names it in its parent; -1 for the root.
        public let slot: Int32
        /// Directory that holds that record; -1 for the root.
        public let parent: Int32
        /// Place of its first data byte, and bytes read (rounded up to sectors when the image has them).
        public let offset: UInt64
        public let length: UInt32
        /// Data length as the record that led here tells it.
        public let recordedLength: UInt32
        public let arenaStart: UInt32
        public let firstSlot: UInt32
        public let slotCount: UInt32
        /// 1 for the root.
        public let depth: UInt16
        /// The traits of all its records together.
        public let traits: RecordTraits
    }

    /// Where one directory record lies, and what belongs to it.
    public struct Slot: Sendable, BitwiseCopyable {
        public let arenaStart: UInt32
        public let directory: Int32
        /// The directory it names, if that was read; an already known one when several records name it.
        public let child: Int32
        public let firstEntry: UInt32
        public let entryCount: UInt16
        /// Bytes at the end of the system use area that were not read as entries, and where.
        public let unreadCount: UInt16
        public let unreadStart: UInt32
        /// What is worth a closer look about it.
        public let traits: RecordTraits
    }

    /// A piece of the arena and the place it was read from.
    struct Segment: Sendable, BitwiseCopyable {
        let arenaStart: UInt32
        let length: UInt32
        let offset: UInt64
        let isContinuation: Bool
    }

    init(
        kind: TreeKind, descriptor: VolumeDescriptor, blockSize: UInt64, walked: TreeWalk,
        pathTables: [PathTable], tablesElsewhere: [PathTable],
        extendedAttributes: [ExtendedAttributes], zisofsFiles: [ZisofsFile], gaps: [Gap]
    ) {
        self.kind = kind
        self.descriptor = descriptor
        self.blockSize = blockSize
        self.pathTables = pathTables
        self.tablesElsewhere = tablesElsewhere
        self.extendedAttributes = extendedAttributes
        self.zisofsFiles = zisofsFiles
        self.gaps = gaps
        directories = walked.directories
        slots = walked.slots
        detours = walked.detours
        vainLookups = walked.vainLookups
        searches = walked.searches
        overruns = walked.overruns
        swaps = walked.swaps
        mendedIdentifiers = walked.mendedIdentifiers
        falseDirectories = walked.falseDirectories
        sharing = walked.sharing
        traits = walked.directories.reduce(into: []) { $0.formUnion($1.traits) }
        let root = walked.directories.first.map { $0.traits.kinds } ?? []
        hasRockRidge = walked.sharing != nil && !root.isDisjoint(with: [.px, .nm])
        arena = walked.arena
        segments = walked.segments
        entryStarts = walked.entryStarts
    }

    // MARK: Records

    /// The fixed fields of the record in `slot`.
    public func record(_ slot: Int) -> DirectoryRecord {
        let arena = arena
        return unsafe DirectoryRecord(
            arena.span.bytes, at: Int(slots[slot].arenaStart), offset: offset(ofRecord: slot))
    }

    /// Byte offset of the record in the volume.
    public func offset(ofRecord slot: Int) -> UInt64 {
        let directory = directories[Int(slots[slot].directory)]
        return directory.offset + UInt64(slots[slot].arenaStart &- directory.arenaStart)
    }

    /// One byte of the record, where decoding all of it would cost too much; 0 behind the end of what was read.
    public func byte(_ at: Int, ofRecord slot: Int) -> UInt8 {
        let position = Int(slots[slot].arenaStart) + at
        return position < arena.count ? arena[position] : 0
    }

    /// All bytes of the record.
    public func bytes(ofRecord slot: Int) -> ArraySlice<UInt8> {
        let start = Int(slots[slot].arenaStart)
        guard start < arena.count else { return [] }
        return arena[start..<min(arena.count, start + Int(arena[start]))]
    }

    /// 9.1.11: the identifier, cut to the record.
    public func identifier(_ slot: Int) -> ArraySlice<UInt8> {
        let record = bytes(ofRecord: slot)
        guard record.count > DirectoryRecord.fixedLength else { return [] }
        let start = record.startIndex + DirectoryRecord.fixedLength
        let count = Int(record[record.startIndex + DirectoryRecord.identifierLength.offset])
        return record[start..<min(record.endIndex, start + count)]
    }

    /// 9.1.13: the system use area behind identifier and padding, before any SUSP skip.
    public func systemUseArea(_ slot: Int) -> ArraySlice<UInt8> {
        let record = bytes(ofRecord: slot)
        guard record.count > DirectoryRecord.fixedLength else { return [] }
        let identifier = Int(record[record.startIndex + DirectoryRecord.identifierLength.offset])
        let used = DirectoryRecord.fixedLength + identifier + (identifier % 2 == 0 ? 1 : 0)
        return used < record.count ? record[(record.startIndex + used)...] : []
    }

    /// The record that names a directory: the one in its parent, or the one in the descriptor for the root.
    public func record(naming directory: Int) -> DirectoryRecord {
        let slot = Int(directories[directory].slot)
        return slot < 0 ? descriptor.rootRecord : record(slot)
    }

    /// The block at which a directory was read where the path tables, and not its record, led to it.
    public func blockByTables(of directory: Int) -> UInt32? {
        detours.first { $0.directory == directory }.flatMap { detour in
            guard case .witnesses = detour.reason else { return nil }
            return UInt32(exactly: detour.used / blockSize)
        }
    }

    public func slots(of directory: Int) -> Range<Int> {
        let first = Int(directories[directory].firstSlot)
        return first..<first + Int(directories[directory].slotCount)
    }

    /// Bytes of the directory's extent as read.
    public func bytes(ofDirectory directory: Int) -> ArraySlice<UInt8> {
        let start = Int(directories[directory].arenaStart)
        return arena[start..<min(arena.count, start + Int(directories[directory].length))]
    }

    // MARK: System use entries

    /// The system use entries of a record, in order, with those of its continuation areas.
    public func entries(_ slot: Int) -> [SystemUseEntry] {
        let range = entryRange(slot)
        guard !range.isEmpty else { return [] }
        // Most entries lie in the record itself, whose place is searched for once.
        let start = Int(slots[slot].arenaStart)
        let end = start + Int(arena[start])
        let offset = place(ofArena: start)
        return range.map { index in
            let at = Int(entryStarts[index])
            let inRecord = at >= start && at < end
            return SystemUseEntry(
                Record(
                    offset: inRecord ? offset + UInt64(at - start) : place(ofArena: at),
                    arena[at..<min(arena.count, at + Int(arena[at + 2]))]))
        }
    }

    func entryRange(_ slot: Int) -> Range<Int> {
        let first = Int(slots[slot].firstEntry)
        return first..<max(first, min(entryStarts.count, first + Int(slots[slot].entryCount)))
    }

    /// The first entry with a signature.
    public func entry(_ slot: Int, _ signature: SystemUseEntry.Signature) -> SystemUseEntry? {
        for index in entryRange(slot) {
            let start = Int(entryStarts[index])
            if arena[start] == signature.first, arena[start + 1] == signature.second {
                return entry(at: start)
            }
        }
        return nil
    }

    /// The slots of the records that have an entry with a signature.
    public func slots(having signature: SystemUseEntry.Signature) -> [Int] {
        let kind = EntryKinds(signature)
        let found = slots(with: RecordTraits(kind))
        return kind == .other ? found.filter { entry($0, signature) != nil } : found
    }

    /// The slots of the records that have one of some traits.
    public func slots(with wanted: RecordTraits) -> [Int] {
        guard !traits.isDisjoint(with: wanted) else { return [] }
        return slots.indices.filter { !slots[$0].traits.isDisjoint(with: wanted) }
    }

    /// What stands at the end of a record's last system use area and was not read as an entry.
    public func malformedSystemUse(_ slot: Int) -> (bytes: ArraySlice<UInt8>, offset: UInt64) {
        let start = Int(slots[slot].unreadStart)
        let end = min(arena.count, start + Int(slots[slot].unreadCount))
        guard start < end else { return ([], 0) }
        return (arena[start..<end], place(ofArena: start))
    }

    private func entry(at start: Int) -> SystemUseEntry {
        let end = min(arena.count, start + Int(arena[start + 2]))
        return SystemUseEntry(Record(offset: place(ofArena: start), arena[start..<end]))
    }

    /// Whether arena bytes at a volume offset came from a continuation area.
    public var continuationAreas: [(offset: UInt64, length: UInt64)] {
        segments.filter(\.isContinuation).map { ($0.offset, UInt64($0.length)) }
    }

    /// Bytes of a record's system use that hold no entries: behind the last one in its last area, or behind ST; where SUSP
    /// is not in use, the whole area.
    public func unreadSystemUse(_ slot: Int) -> (bytes: ArraySlice<UInt8>, offset: UInt64) {
        var bytes: ArraySlice<UInt8>
        if sharing == nil {
            bytes = systemUseArea(slot)
        } else if let end = entry(slot, .st)?.bytes.endIndex {
            let record = self.bytes(ofRecord: slot)
            bytes = record.indices.contains(end) ? record[end...] : []
        } else {
            let start = min(arena.count, Int(slots[slot].unreadStart))
            bytes = arena[start..<min(arena.count, start + Int(slots[slot].unreadCount))]
        }
        return (bytes, place(ofArena: bytes.startIndex))
    }

    // MARK: Places

    /// Volume offset of a byte of the arena.
    func place(ofArena position: Int) -> UInt64 {
        let next = segments.partitioningIndex { Int($0.arenaStart) > position }
        guard next > 0 else { return 0 }
        let segment = segments[next - 1]
        return segment.offset + UInt64(position - Int(segment.arenaStart))
    }

    /// Identifier of a record as a person reads it.
    public func displayName(_ slot: Int) -> DisplayName {
        let bytes = [UInt8](identifier(slot))
        if bytes == [0] { return DisplayName(".") }
        if bytes == [1] { return DisplayName("..") }
        return kind == .joliet ? DisplayName(utf16BigEndian: bytes) : DisplayName(utf8: bytes)
    }

    /// Path of a record, built from recorded identifiers.
    public func path(ofRecord slot: Int) -> DisplayName {
        path(ofDirectory: Int(slots[slot].directory), then: displayName(slot))
    }

    public func path(ofDirectory directory: Int) -> DisplayName { path(ofDirectory: directory, then: nil) }

    private func path(ofDirectory directory: Int, then last: DisplayName?) -> DisplayName {
        var path = DisplayName.PathBuilder()
        if let last { path.prepend(last) }
        var at = directory
        while directories.indices.contains(at), directories[at].slot >= 0, !path.isFull {
            path.prepend(displayName(Int(directories[at].slot)))
            at = Int(directories[at].parent)
        }
        return path.finished
    }

    /// Place of `count` bytes at `at` in a record.
    public func place(ofRecord slot: Int, _ at: Int = 0, _ count: Int? = nil, field: String? = nil) -> Place {
        let record = bytes(ofRecord: slot)
        return Place(
            offset: offset(ofRecord: slot) + UInt64(at), length: UInt64(count ?? record.count),
            tree: kind, path: path(ofRecord: slot), field: field)
    }

    /// Place of a field of a record.
    public func place<Coding>(ofRecord slot: Int, _ field: Field<Coding>) -> Place {
        place(ofRecord: slot, field.offset, field.length, field: field.name).halved(Coding.kind)
    }

    /// Place of a field of a system use entry of a record, or of the whole entry.
    public func place(of entry: SystemUseEntry, slot: Int, _ field: AnyField? = nil) -> Place {
        var place =
            field.map { entry.place($0) }
            ?? entry.record.place(0, entry.bytes.count, field: "\(entry.signature)")
        place.tree = kind
        place.path = path(ofRecord: slot)
        return place
    }

    /// Place of a number whose halves are swapped.
    public func place(of swap: SwappedInTree) -> Place {
        let field = swap.number.field
        return Place(
            offset: place(ofArena: swap.arenaStart) + UInt64(field.offset), length: UInt64(field.length),
            tree: kind, path: path(ofRecord: swap.slot), field: field.name)
    }

    public func place(ofDirectory directory: Int, field: String? = nil) -> Place {
        Place(
            offset: directories[directory].offset, length: UInt64(directories[directory].recordedLength),
            tree: kind,
            path: path(ofDirectory: directory), field: field)
    }
}
