import Bytes
import Digests
import DiscModel

/// What an evidence file says besides where its chunks are: the case, digests, sectors that could not be read, tracks.
struct EWFSideSections {
    struct Track {
        let start: UInt64
        let isAudio: Bool
    }

    /// A digest, and the section that records it.
    struct Recorded {
        let digest: Digest
        let section: String
        let file: String
    }

    /// The descriptions of the medium, each with its section.
    private(set) var media: [(media: EWFMedia, segment: Int, section: EWFSection)] = []
    private(set) var acquisition: EWFAcquisition?
    private(set) var digests: [Recorded] = []
    /// Whether a section that ought to hold digests cannot be trusted.
    private(set) var hasDamagedDigest = false
    /// Sectors that could not be read when they were acquired.
    private(set) var unread: [Range<UInt64>] = []
    private(set) var tracks: [Track] = []
    private(set) var faults: [EWFFault] = []

    /// What the headers say that were read so far; there are three at most, each of them perhaps twice.
    private var headers: [EWFAcquisition] = []
    private static let headerLimit = 8

    /// Of a header as it is stored and unpacked, and of a list.
    private static let (textLimit, unpackedLimit, listLimit) = (1 << 20, 1 << 18, 1 << 20)

    init(_ set: EWFSet) throws(OpeningFailure) {
        for (index, segment) in set.segments.enumerated() {
            for section in segment.sections { try read(section, of: segment, index) }
        }
        unread.sort { $0.lowerBound < $1.lowerBound }
    }

    private mutating func note(_ text: String, _ segment: EWFSegment, _ section: EWFSection) {
        faults.append(
            EWFFault(
                kind: .section,
                text: "section \"\(section.type)\" of \(segment.name) at byte \(section.offset) \(text)",
                file: segment.name, place: "section \"\(section.type)\" at byte \(section.offset)"))
    }

    private mutating func read(_ section: EWFSection, of segment: EWFSegment, _ index: Int)
        throws(OpeningFailure)
    {
        func body(_ count: Int) throws(OpeningFailure) -> Record {
            try segment.source.record(at: section.body, count: Int(min(UInt64(count), section.bodyLength)))
        }
        switch section.type {
        case "volume", "disk", "data":
            // Logical evidence has a short one at the end of each segment.
            guard let media = EWFMedia(try body(EWFMediaHead.length)) else {
                return note("is too short to describe the medium", segment, section)
            }
            self.media.append((media, index, section))
        case "header", "header2", "xheader": readText(try body(Self.textLimit), segment, section)
        case "xhash":
            if ZlibStream.unpack(Array(try body(Self.textLimit).bytes)[...], upTo: Self.unpackedLimit) == nil
            {
                note("is damaged: it cannot be unpacked", segment, section)
            }
        case "hash": readHash(try body(EWFHash.length), segment, section)
        case "digest": readDigest(try body(EWFDigest.length), segment, section)
        case "error2": try readErrors(try body(EWFErrorsHead.length), segment, section)
        case "session": try readTracks(try body(EWFSessionsHead.length), segment, section)
        default: break
        }
    }

    // MARK: Texts

    private mutating func readText(_ body: Record, _ segment: EWFSegment, _ section: EWFSection) {
        guard let text = ZlibStream.unpack(Array(body.bytes)[...], upTo: Self.unpackedLimit) else {
            return note("is damaged: it cannot be unpacked", segment, section)
        }
        guard let found = EWFAcquisition(text) else { return }
        for (own, other) in headers.lazy.compactMap({ found.contradiction(to: $0) }).prefix(1) {
            faults.append(
                EWFFault(
                    kind: .headers,
                    text:
                        "section \"\(section.type)\" of \(segment.name) at byte \(section.offset) gives the \(own.name) as \"\(own.value)\", and an earlier header as \"\(other.value)\"",
                    file: segment.name, place: "section \"\(section.type)\" at byte \(section.offset)"))
        }
        if headers.count < Self.headerLimit { headers.append(found) }
        if found.entries.count > acquisition?.entries.count ?? 0 { acquisition = found }
    }

    // MARK: Digests

    private mutating func readHash(_ body: Record, _ segment: EWFSegment, _ section: EWFSection) {
        guard isWhole(body, EWFHash.length, EWFHash.sum, segment, section) else {
            hasDamagedDigest = true
            return
        }
        add(.md5, body.slice(EWFHash.md5), segment, section)
    }

    private mutating func readDigest(_ body: Record, _ segment: EWFSegment, _ section: EWFSection) {
        guard isWhole(body, EWFDigest.length, EWFDigest.sum, segment, section) else {
            hasDamagedDigest = true
            return
        }
        add(.md5, body.slice(EWFDigest.md5), segment, section)
        add(.sha1, body.slice(EWFDigest.sha1), segment, section)
    }

    private mutating func isWhole(
        _ body: Record, _ length: Int, _ sum: Field<LittleEndian<UInt32>>, _ segment: EWFSegment,
        _ section: EWFSection
    ) -> Bool {
        if body.count < length {
            note("is cut to \(body.count) bytes", segment, section)
        } else if Adler32.of(body.slice(0, sum.offset)) != body[sum] {
            note("is damaged: its Adler-32 is wrong", segment, section)
        } else {
            return true
        }
        return false
    }

    /// Zeros are no digest; the same one twice is one.
    private mutating func add(
        _ algorithm: DigestAlgorithm, _ bytes: ArraySlice<UInt8>, _ segment: EWFSegment, _ section: EWFSection
    ) {
        guard bytes.contains(where: { $0 != 0 }), let digest = Digest(algorithm, bytes: Array(bytes)),
            !digests.contains(where: { $0.digest == digest })
        else { return }
        digests.append(Recorded(digest: digest, section: section.type, file: segment.name))
    }

    // MARK: Lists

    /// The entries of a list, where its sums hold.
    private mutating func list(
        _ head: Record, _ count: UInt32, entryLength: Int, _ sum: Field<LittleEndian<UInt32>>,
        _ segment: EWFSegment,
        _ section: EWFSection
    ) throws(OpeningFailure) -> [Record] {
        guard isWhole(head, sum.offset + 4, sum, segment, section) else { return [] }
        let start = section.body.adding(UInt64(sum.offset + 4))
        let length = Int(min(UInt64(Self.listLimit), UInt64(count))) * entryLength
        let body = try segment.source.record(
            at: start, count: Int(min(UInt64(length + 4), section.end - min(section.end, start))))
        guard UInt64(count) <= UInt64(Self.listLimit), body.count == length + 4 else {
            note(
                "has no room for the \(count.of("entry")) of its list, or more than are read",
                segment, section)
            return []
        }
        guard Adler32.of(body.slice(0, length)) == body.u32le(length) else {
            note("is damaged: the Adler-32 of its list is wrong", segment, section)
            return []
        }
        return stride(from: 0, to: length, by: entryLength).map { body.part($0, entryLength) }
    }

    private mutating func readErrors(_ head: Record, _ segment: EWFSegment, _ section: EWFSection)
        throws(OpeningFailure)
    {
        let entries = try list(
            head, head[EWFErrorsHead.count], entryLength: EWFErrorsHead.entryLength, EWFErrorsHead.sum,
            segment, section)
        unread += entries.compactMap { entry in
            let start = UInt64(entry.u32le(0))
            return entry.u32le(4) == 0 ? nil : start..<start + UInt64(entry.u32le(4))
        }
    }

    private mutating func readTracks(_ head: Record, _ segment: EWFSegment, _ section: EWFSection)
        throws(OpeningFailure)
    {
        let entries = try list(
            head, head[EWFSessionsHead.count], entryLength: EWFSessionsHead.entryLength, EWFSessionsHead.sum,
            segment,
            section)
        tracks += entries.map { Track(start: UInt64($0.u32le(4)), isAudio: $0.u32le(0) & 1 == 1) }
    }
}
