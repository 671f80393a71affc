import Bytes

/// Collects the traits of the system use entries of one record, entry by entry.
struct EntryTraits {
    private(set) var traits: RecordTraits = []
    /// The name in the first NM, in the bytes the entries are read from.
    private(set) var name: Range<Int>?
    /// Date and flags of the record: bytes 18 to 25.
    private let dateAndFlags: UInt64
    /// The first bytes of the record that are of the date.
    private static let dateMask: UInt64 = 0x00FF_FFFF_FFFF_FFFF

    init(dateAndFlags: UInt64) { self.dateAndFlags = dateAndFlags }

    /// Takes in the entry at a place that is known to hold `length` bytes, at least four.
    @inline(__always)
    mutating func add(_ bytes: RawSpan, at start: Int, _ length: Int) {
        let head = UInt32(truncatingIfNeeded: bytes.word(start))
        let kind = EntryKinds(letters: UInt16(truncatingIfNeeded: head).byteSwapped)
        if head >> 24 != 1 { traits.insert(.unusualVersion) }
        switch kind {
        case .px: addAttributes(bytes, start, length)
        case .tf: addTimes(bytes, start, length)
        case .nm: addName(bytes, start, length)
        case .ce: expect(length == 28)
        case .st, .re: expect(length == 4)
        case .es, .rr: expect(length == 5)
        case .cl, .pl: expect(length == 12)
        default: break
        }
        traits.formUnion(RecordTraits(kind))
    }

    /// The traits of the whole, once all entries are in.
    func finished(isNamed: Bool) -> RecordTraits {
        let kinds = traits.kinds
        if kinds.isDisjoint(with: .rockRidge) { return traits.union(.lacksRockRidge) }
        var traits = traits
        if !kinds.contains(.px) { traits.insert(.lacksAttributes) }
        if isNamed, !kinds.contains(.nm) { traits.insert(.lacksName) }
        return traits
    }

    @inline(__always)
    private mutating func expect(_ isUsual: Bool) {
        if !isUsual { traits.insert(.unusualLength) }
    }

    /// RRIP 4.1.1.
    @inline(__always)
    private mutating func addAttributes(_ bytes: RawSpan, _ start: Int, _ length: Int) {
        expect(length == 36 || length == 44)
        traits.insert(length >= 44 ? .longAttributes : .shortAttributes)
        guard length >= 36 else { return traits.formUnion(.ofAttributes) }
        let mode = bytes.word(start + PosixAttributes.mode.offset)
        if !mode.isEqualHalves || !bytes.word(start + PosixAttributes.links.offset).isEqualHalves
            || !bytes.word(start + PosixAttributes.user.offset).isEqualHalves
            || !bytes.word(start + PosixAttributes.group.offset).isEqualHalves
            || length >= 44 && !bytes.word(start + PosixAttributes.serial.offset).isEqualHalves
        {
            traits.insert(.unequalAttributes)
        }
        let isDirectory = dateAndFlags >> 57 & 1 != 0
        if mode & 0o170000 != (isDirectory ? 0o040000 : 0o100000) { traits.insert(.unusualType) }
        if mode & 0o6002 != 0 { traits.insert(.privileged) }
    }

    /// RRIP 4.1.6.
    @inline(__always)
    private mutating func addTimes(_ bytes: RawSpan, _ start: Int, _ length: Int) {
        let flags = length > 4 ? bytes.read(SystemUseEntry.flags, from: start) : 0
        let isLong = flags & 0x80 != 0
        let count = (flags & 0x7F).nonzeroBitCount
        expect(length == 5 + count * (isLong ? 17 : 7))
        guard !isLong else { return traits.formUnion([.unusualTime, .otherTime]) }
        let recorded = dateAndFlags & Self.dateMask
        var at = start + 5
        for index in 0..<count where at + 7 <= start + length {
            let date = bytes.word(at - 1) >> 8
            at += 7
            if date == recorded { continue }
            if !date.isPlainDate { traits.insert(.unusualTime) }
            // The modification time is the first date, or the second behind a creation time.
            if flags & 2 != 0, index == Int(flags & 1) { traits.insert(.otherTime) }
        }
        // Compared with the record's own, which is judged by itself.
        if !recorded.isPlainDate { traits.insert(.unusualTime) }
    }

    /// RRIP 4.1.4.
    @inline(__always)
    private mutating func addName(_ bytes: RawSpan, _ start: Int, _ length: Int) {
        guard name == nil, length > 5, bytes.read(SystemUseEntry.flags, from: start) == 0 else {
            traits.formUnion([.unusualNameParts, .mayClimb])
            return
        }
        let part = start + 5..<start + length
        name = part
        let isUnusual = bytes.hasUnusualCharacter(part)
        if isUnusual || part.count <= 2 && bytes.byte(part.lowerBound) == 0x2E { traits.insert(.unusualName) }
        if isUnusual || bytes.startsLikeAPath(part) { traits.insert(.mayClimb) }
    }
}
