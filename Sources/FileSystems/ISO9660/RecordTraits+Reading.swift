import Bytes

// Finds the traits of records in their bytes. Everything here looks at whole words, as it is done for every record of
// every tree; where a word tells that something is unusual, the rules look again, byte by byte.

/// What the traits of a record are measured by.
struct RecordMeasure {
    let blockSize: UInt64
    /// The first byte behind the volume as declared or as it is, whichever comes first.
    let end: UInt64
    let volumeSequence: UInt16
    /// Whether characters have 16 bits.
    let isWide: Bool
}

extension RecordTraits {
    /// The traits of the fixed fields and of the identifier, of a record that is known to hold both.
    ///
    /// - Parameter previous: the identifier of the record before in the same directory, unless that is "." or "..".
    @inline(__always)
    static func ofRecord(
        _ bytes: RawSpan, at start: Int, behind previous: Range<Int>?, _ measure: RecordMeasure
    ) -> RecordTraits {
        var traits: RecordTraits = .record
        let extent = bytes.word(start + DirectoryRecord.extent.offset)
        let length = bytes.word(start + DirectoryRecord.dataLength.offset)
        let dateAndFlags = bytes.word(start + DirectoryRecord.date.offset)
        // Bytes 26 to 33: file unit, gap, volume sequence number twice, length of the identifier, its first byte.
        let rest = bytes.word(start + DirectoryRecord.fileUnitSize.offset)
        let sequence = UInt16(truncatingIfNeeded: rest >> 16)
        if !extent.isEqualHalves || !length.isEqualHalves
            || sequence != UInt16(truncatingIfNeeded: rest >> 32).byteSwapped
        {
            traits.insert(.unequalHalves)
        }
        if dateAndFlags >> 56 & ~2 != 0 { traits.insert(.unusualFlags) }
        if !dateAndFlags.isPlainDate { traits.insert(.unusualDate) }
        if sequence != measure.volumeSequence { traits.insert(.otherVolume) }
        if rest & 0xFFFF != 0 { traits.formUnion([.interleaved, .reachesOut]) }
        let attributes = UInt64(bytes.read(DirectoryRecord.extendedAttributeLength, from: start))
        let block = UInt64(UInt32(truncatingIfNeeded: extent)) + attributes
        if block.times(measure.blockSize).adding(UInt64(UInt32(truncatingIfNeeded: length))) > measure.end {
            traits.insert(.reachesOut)
        }
        let count = Int(truncatingIfNeeded: rest >> 48 & 0xFF)
        let identifier = start + DirectoryRecord.fixedLength..<start + DirectoryRecord.fixedLength + count
        // "." and "..".
        guard count != 1 || rest >> 56 > 1 else { return traits }
        traits.insert(.named)
        let isDirectory = dateAndFlags >> 57 & 1 != 0
        traits.formUnion(
            measure.isWide
                ? ofWideIdentifier(bytes, identifier, isDirectory: isDirectory)
                : ofIdentifier(bytes, identifier))
        if let previous, !bytes.ascends(previous, identifier, isWide: measure.isWide, hasVersions: true) {
            traits.insert(.unsorted)
        }
        return traits
    }

    @inline(__always)
    private static func ofIdentifier(_ bytes: RawSpan, _ name: Range<Int>) -> RecordTraits {
        var traits: RecordTraits = []
        if bytes.hasUnusualCharacter(name) {
            traits = [.unusualIdentifier, .mayClimb]
        } else {
            if bytes.byte(name.lowerBound) == 0x2D { traits.insert(.unusualIdentifier) }
            if bytes.startsLikeAPath(name) { traits.insert(.mayClimb) }
        }
        // CON, PRN, AUX, NUL, COM1, LPT1 and so on, with or without an extension.
        if name.count <= 4 || bytes.endsStem(name.lowerBound + 3) || bytes.endsStem(name.lowerBound + 4) {
            traits.insert(.mayBeReserved)
        }
        return traits
    }

    @inline(__always)
    private static func ofWideIdentifier(_ bytes: RawSpan, _ name: Range<Int>, isDirectory: Bool)
        -> RecordTraits
    {
        var end = name.upperBound
        // A version of one digit.
        if !isDirectory, name.count > 4, bytes.byte(end - 4) == 0, bytes.byte(end - 3) == 0x3B,
            bytes.byte(end - 2) == 0, 0x30...0x39 ~= bytes.byte(end - 1)
        {
            end -= 4
        }
        let stem = name.lowerBound..<end
        // Joliet allows 64 characters; two of a name tell whether it can climb.
        guard name.count % 2 == 0, name.count <= 128, stem.count >= 4, !bytes.hasUnusualWideCharacter(stem)
        else { return [.unusualIdentifier, .mayClimb, .mayBeReserved] }
        var traits: RecordTraits = []
        if bytes.byte(stem.lowerBound + 1) == 0x2E { traits.insert(.mayClimb) }
        let last = bytes.byte(end - 1)
        if stem.count <= 8 || last == 0x2E || last == 0x20 || bytes.endsStem(stem.lowerBound + 7)
            || bytes.endsStem(stem.lowerBound + 9)
        {
            traits.insert(.mayBeReserved)
        }
        return traits
    }
}

extension RawSpan {
    /// Whether the character at a place is a dot or a semicolon, or none.
    @inline(__always)
    fileprivate func endsStem(_ at: Int) -> Bool {
        let byte = byte(at)
        return byte == 0x2E || byte == 0x3B || byte == 0
    }

    /// Calls `body` with the bytes of a range, eight at a time, the last ones filled up with `filler`, until it returns
    /// true; tells whether it did.
    @inline(__always)
    private func anyWord(_ range: Range<Int>, filler: UInt64, _ body: (UInt64) -> Bool) -> Bool {
        var at = range.lowerBound
        while at + 8 <= range.upperBound {
            if body(word(at)) { return true }
            at += 8
        }
        let left = UInt64(range.upperBound - at)
        guard left > 0 else { return false }
        return body(word(at) & ~(.max << (8 * left)) | filler << (8 * left))
    }

    /// Whether a name of single bytes has one that is no printable ASCII, or a slash or backslash.
    @inline(__always)
    func hasUnusualCharacter(_ name: Range<Int>) -> Bool {
        anyWord(name, filler: .letters) { word in
            (word & .tops | word.hasByte(below: 0x20) | word.hasByte(0x7F) | word.hasByte(0x2F)
                | word.hasByte(0x5C)) != 0
        }
    }

    /// Whether a name of 16-bit characters has one beyond ASCII or one that Joliet forbids: controls, * / : ; ? \. It
    /// also says so of +, which has nearly the code of *.
    @inline(__always)
    fileprivate func hasUnusualWideCharacter(_ name: Range<Int>) -> Bool {
        let filler = UInt64.letters & ~.upperBytes
        var at = name.lowerBound
        while at + 16 <= name.upperBound {
            if Self.hasUnusualCharacter(word(at), word(at + 8)) { return true }
            at += 16
        }
        return anyWord(at..<name.upperBound, filler: filler) { Self.hasUnusualCharacter($0, filler) }
    }

    /// Looks at eight 16-bit characters in one word, once it is sure that their upper bytes are zero.
    @inline(__always)
    private static func hasUnusualCharacter(_ first: UInt64, _ second: UInt64) -> Bool {
        if (first | second) & .upperBytes != 0 { return true }
        let word = first >> 8 | second
        let paired = word & 0xFEFE_FEFE_FEFE_FEFE
        return
            (word & .tops | word.hasByte(below: 0x20) | word.hasByte(0x2F) | word.hasByte(0x3F)
            | word.hasByte(0x5C) | paired.hasByte(0x2A) | paired.hasByte(0x3A)) != 0
    }

    /// Whether a name of single bytes begins with a dot or has a colon as second.
    @inline(__always)
    func startsLikeAPath(_ name: Range<Int>) -> Bool {
        byte(name.lowerBound) == 0x2E || byte(name.lowerBound + 1) == 0x3A
    }

    /// Whether one name plainly comes before another when case is ignored: they differ in a character of ASCII that
    /// belongs to the name in any reading, whatever becomes of versions and of a dot at the end. No two names of a list
    /// in which each ascends to the next are the same but for case, version and a dot.
    @inline(__always)
    func ascends(_ first: Range<Int>, _ second: Range<Int>, isWide: Bool, hasVersions: Bool) -> Bool {
        let shared = Swift.min(first.count, second.count)
        var at = 0
        while at < shared {
            let difference = word(first.lowerBound + at) ^ word(second.lowerBound + at)
            if difference == 0 {
                at += 8
                continue
            }
            at += difference.trailingZeroBitCount / 8
            guard at < shared else { break }
            let left = byte(first.lowerBound + at).folded(isWide)
            let right = byte(second.lowerBound + at).folded(isWide)
            if left == right {
                at += 1
                continue
            }
            // In a name of 16-bit characters, the upper byte differs.
            if isWide, at % 2 == 0 || byte(second.lowerBound + at - 1) != 0 { return false }
            return left < right && right < 0x80 && isName(second, at, isWide, hasVersions)
        }
        // The first is the beginning of the second.
        let next = isWide ? shared + 1 : shared
        guard next < second.count, !isWide || shared % 2 == 0 && byte(second.lowerBound + shared) == 0,
            byte(second.lowerBound + next) < 0x80
        else { return false }
        return isName(second, next, isWide, hasVersions)
    }

    /// Whether a character belongs to its name and neither ends it nor counts its versions.
    @inline(__always)
    private func isName(_ name: Range<Int>, _ at: Int, _ isWide: Bool, _ hasVersions: Bool) -> Bool {
        guard hasVersions else { return true }
        let character = byte(name.lowerBound + at)
        if character == 0x2E || character == 0x3B { return false }
        var before = at - (isWide ? 2 : 1)
        while before >= 0, 0x30...0x39 ~= byte(name.lowerBound + before) { before -= isWide ? 2 : 1 }
        return before < 0 || byte(name.lowerBound + before) != 0x3B
    }
}

extension UInt8 {
    /// A letter of either case as the one in which its tree has most letters, so that an underscore stands where the
    /// order of the tree has it.
    @inline(__always)
    fileprivate func folded(_ isWide: Bool) -> UInt8 {
        if isWide { return 0x41...0x5A ~= self ? self | 0x20 : self }
        return 0x61...0x7A ~= self ? self & ~0x20 : self
    }
}

extension UInt64 {
    fileprivate static var ones: UInt64 { 0x0101_0101_0101_0101 }
    fileprivate static var tops: UInt64 { 0x8080_8080_8080_8080 }
    /// Eight letters A.
    fileprivate static var letters: UInt64 { 0x4141_4141_4141_4141 }
    /// Of four 16-bit characters, most significant byte first.
    fileprivate static var upperBytes: UInt64 { 0x00FF_00FF_00FF_00FF }

    /// Not zero if a byte is below a number up to 128, and bytes above 127 do not count.
    @inline(__always)
    fileprivate func hasByte(below limit: UInt64) -> UInt64 {
        (self &- Self.ones &* limit) & ~self & Self.tops
    }

    /// Not zero if one of the eight bytes is `byte`.
    @inline(__always)
    fileprivate func hasByte(_ byte: UInt64) -> UInt64 { (self ^ Self.ones &* byte).hasByte(below: 1) }

    /// Whether four bytes little-endian and four bytes big-endian are the same number (ECMA-119, 7.3.3).
    @inline(__always)
    var isEqualHalves: Bool {
        UInt32(truncatingIfNeeded: self) == UInt32(truncatingIfNeeded: self >> 32).byteSwapped
    }

    /// Whether the lower seven bytes are a date of the calendar from 1980 to 2037 (9.1.5); February 29 may be denied.
    @inline(__always)
    var isPlainDate: Bool {
        @inline(__always) func byte(_ at: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: self >> (8 * at)) }
        let month = byte(1)
        let days: UInt8 = month == 2 ? 28 : 30 + (month ^ month >> 3) & 1
        return byte(0) &- 80 <= 57 && month &- 1 < 12 && byte(2) &- 1 < days && byte(3) < 24 && byte(4) < 60
            && byte(5) < 60 && byte(6) &+ 48 <= 100
    }
}
