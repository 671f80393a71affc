import Bytes
import Sectors

/// What the last bytes of a packed file tell of whether it is whole, without unpacking it.
enum PackedEnd {
    /// It ends as its kind does.
    case whole
    /// It does not, and what is packed in it has to tell.
    case suspect
    /// Its own head says that it is longer; how much of it there should be.
    case cut(UInt64)

    /// Shorter files are made to try programs out, cut ones among them.
    static let shortest: UInt64 = 16 << 10

    /// - Parameter record: bytes of the file, from a byte on and so many.
    init?(_ length: UInt64, _ record: (UInt64, Int) -> Record) {
        let head = record(0, 64)
        switch PackedKind(unsafe head.bytes.span.bytes) {
        case .gzip:
            // RFC 1952, 2.3.1: the length of what was packed, of which chance seldom makes a likely one.
            let unpacked = UInt64(record(length - 4, 4).u32le(0))
            self = unpacked >= length / 20 * 19 && unpacked <= length.times(20) ? .whole : .suspect
        case .xz:
            // The .xz file format, 2.1.2.4.
            self = record(length - 2, 2).has("YZ") ? .whole : .suspect
        case .bzip2: self = Self.endsAsBzip2(record(length - 11, 11)) ? .whole : .suspect
        case .sevenZip:
            // 7zFormat.txt: place and length of the header behind the packed streams.
            let end = head.u64le(12).adding(head.u64le(20)).adding(32)
            self = end > length ? .cut(end) : .whole
        case .squashfs:
            let end = head.u64le(40)
            self = head.u16le(28) == 4 && end > length ? .cut(end) : .whole
        case .debian:
            guard let end = Self.endOfArchive(length, record) else { return nil }
            self = end > length ? .cut(end) : .whole
        default: return nil
        }
    }

    /// The mark of the end of a stream, of 48 bits, and a sum of 32 stand at any bit before the last byte is filled up.
    private static func endsAsBzip2(_ tail: Record) -> Bool {
        let mark: UInt64 = 0x1772_4538_5090
        let bytes = tail.slice(0, 11)
        guard bytes.count == 11 else { return false }
        // The first 56 bits hold the mark with 0 to 7 bits before it.
        let (first, next) = bytes.prefix(8).reduce((UInt64(0), 0)) { ($0.0 << 8 | UInt64($1), $0.1 + 1) }
        guard next == 8 else { return false }
        return (0...16).contains { first >> UInt64(16 - $0) & 0xFFFF_FFFF_FFFF == mark }
    }

    /// Where the members of a Debian package end by what their headers say (deb(5), ar(5)).
    private static func endOfArchive(_ length: UInt64, _ record: (UInt64, Int) -> Record) -> UInt64? {
        var at: UInt64 = 8
        for _ in 0..<PackedParts.members where at < length {
            let header = record(at, 60)
            guard header.has("`\n", at: 58), let size = PackedParts.size(ofMember: header) else { return nil }
            at = at.adding(60).adding(size)
            // A filler byte stands only before another member.
            if at < length { at += at % 2 }
        }
        return at
    }
}
