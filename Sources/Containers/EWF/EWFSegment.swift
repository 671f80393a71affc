import Bytes
import Digests

/// A section of an evidence file.
struct EWFSection {
    let type: String
    let offset: UInt64
    /// Behind its last byte, as far as the chain tells.
    let end: UInt64

    var body: UInt64 { offset.adding(UInt64(EWFSectionHead.length)) }
    var bodyLength: UInt64 { end - min(end, body) }
}

/// A segment of an evidence file: a file with a chain of sections, each of which tells where the next is.
struct EWFSegment {
    enum Ending { case done, next, none }

    let name: String
    let number: Int
    let source: any ByteSource
    private(set) var sections: [EWFSection] = []
    private(set) var faults: [EWFFault] = []
    private(set) var ending = Ending.none
    /// Bytes behind the last section, which is nothing but its descriptor.
    private(set) var trailingBytes: UInt64 = 0
    /// Whether it holds the mark of an acquisition that was broken off.
    private(set) var isIncomplete = false

    /// Sections of a segment; one of 2 GiB has a few dozen.
    private static let countLimit = 4096
    /// Times that the chain is taken up again where it is broken.
    private static let searchLimit = 16

    /// Bytes by which a segment is known: its head, and the first descriptor.
    static let knownBy = EWFHead.length + EWFSectionHead.length

    static func isEWF(_ head: Record) -> Bool { hasMark(head) || hasDescriptor(head) }

    private static func hasMark(_ head: Record) -> Bool {
        head.has("EVF\u{9}\u{D}\u{A}") && head.u8(6) == 0xFF && head.u8(7) == 0
            && head.count >= EWFHead.length
    }

    /// Whether a sound descriptor stands behind the head, be that damaged.
    private static func hasDescriptor(_ head: Record) -> Bool {
        let first = head.part(EWFHead.length, EWFSectionHead.length)
        return first.count == EWFSectionHead.length && isWhole(first)
            && types.contains { $0.elementsEqual(first[EWFSectionHead.type].prefix { $0 != 0 }) }
    }

    /// Nil for another file.
    init?(_ source: any ByteSource, named name: String) throws(OpeningFailure) {
        let head = try source.record(at: 0, count: Self.knownBy)
        guard Self.isEWF(head) else { return nil }
        self.name = name
        self.source = source
        number = Int(head[EWFHead.number])
        if !Self.hasMark(head) {
            note(
                .chain, "the head of \(name) is damaged: it does not begin as an evidence file does", "header"
            )
        }
        try walk()
    }

    /// Of the set that it belongs to, where it gives one.
    var identifier: [UInt8]? {
        get throws(OpeningFailure) {
            guard let section = sections.first(where: { EWFMedia.types.contains($0.type) }) else {
                return nil
            }
            let count = min(section.bodyLength, UInt64(EWFMediaHead.length))
            let media = EWFMedia(try source.record(at: section.body, count: Int(count)))
            return media.flatMap { $0.isWhole ? $0.identifier : nil }
        }
    }

    private mutating func note(_ kind: EWFFault.Kind, _ text: String, _ place: String) {
        faults.append(EWFFault(kind: kind, text: text, file: name, place: place))
    }

    // MARK: The chain

    private mutating func walk() throws(OpeningFailure) {
        var at = UInt64(EWFHead.length)
        var searches = 0
        while true {
            guard sections.count < Self.countLimit else {
                return note(
                    .chain, "only the first \(Self.countLimit) sections of \(name) are read", "byte \(at)")
            }
            let head = try source.record(at: at, count: EWFSectionHead.length)
            guard head.count == EWFSectionHead.length else {
                return note(
                    .chain,
                    "the chain of sections of \(name) ends with the file at byte \(source.size), before the last section",
                    "byte \(at)")
            }
            let isWhole = Self.isWhole(head)
            let type = Record.text(head[EWFSectionHead.type].prefix { $0 != 0 })
            let place = "section \"\(type)\" at byte \(at)"
            if isWhole, type == "done" || type == "next" {
                sections.append(EWFSection(type: type, offset: at, end: source.size))
                ending = type == "done" ? .done : .next
                trailingBytes = source.size - min(source.size, at.adding(UInt64(EWFSectionHead.length)))
                return
            }
            // An acquisition that was broken off ends with its mark, which like any last section names its own place.
            if isWhole, type == "incomplete", head[EWFSectionHead.next] <= at {
                isIncomplete = true
                sections.append(EWFSection(type: type, offset: at, end: source.size))
                return
            }
            var next = try step(from: at, head, isWhole: isWhole)
            if !isWhole {
                note(
                    .chain,
                    "the descriptor of section \"\(type)\" of \(name) at byte \(at) is damaged: its Adler-32 is wrong",
                    place)
            } else if next == nil {
                noteBreak(head, type, at)
            } else {
                noteTwoWays(head, type, at)
            }
            if next == nil, searches < Self.searchLimit {
                searches += 1
                next = try Self.search(source, from: at + UInt64(EWFSectionHead.length))
            }
            if type == "incomplete" { isIncomplete = true }
            // The mark of the last section, with a bit that differs elsewhere.
            if !isWhole, next == nil, type == "done" || type == "next" {
                ending = type == "done" ? .done : .next
            }
            sections.append(EWFSection(type: type, offset: at, end: next ?? source.size))
            guard let next else { return }
            at = next
        }
    }

    static func isWhole(_ head: Record) -> Bool {
        Adler32.of(head.slice(0, EWFSectionHead.summed)) == head[EWFSectionHead.sum]
    }

    /// Where the next section is: the first place with a sound descriptor of the two that a descriptor leads to, or else the one that a
    /// sound descriptor names.
    private func step(from at: UInt64, _ head: Record, isWhole: Bool) throws(OpeningFailure) -> UInt64? {
        let named = head[EWFSectionHead.next]
        for place in [named, at.adding(head[EWFSectionHead.size])] where isPossible(place, behind: at) {
            if try Self.isSound(source, at: place) { return place }
        }
        return isWhole && isPossible(named, behind: at) ? named : nil
    }

    private func isPossible(_ place: UInt64, behind at: UInt64) -> Bool {
        let length = UInt64(EWFSectionHead.length)
        return place >= at.adding(length) && place.adding(length) <= source.size
    }

    private static func isSound(_ source: any ByteSource, at place: UInt64) throws(OpeningFailure) -> Bool {
        let head = try source.record(at: place, count: EWFSectionHead.length)
        return head.count == EWFSectionHead.length && isWhole(head)
    }

    private mutating func noteBreak(_ head: Record, _ type: String, _ at: UInt64) {
        let next = head[EWFSectionHead.next]
        let why =
            next > source.size
            ? "behind the end of the file, which has \(source.size) bytes: the rest of it is missing"
            : "where no section can be"
        note(
            .chain, "section \"\(type)\" of \(name) at byte \(at) leads to byte \(next), \(why)",
            "section \"\(type)\" at byte \(at)")
    }

    /// Programs that show another disc than they verify could be led by one of the two.
    private mutating func noteTwoWays(_ head: Record, _ type: String, _ at: UInt64) {
        let (next, size) = (head[EWFSectionHead.next], head[EWFSectionHead.size])
        guard size != 0, at.adding(size) != next else { return }
        note(
            .twoWays,
            "section \"\(type)\" of \(name) at byte \(at) is \(size) bytes long, and names byte \(next) as that of the next section",
            "section \"\(type)\" at byte \(at)")
    }

    // MARK: A broken chain

    /// Types with which a broken chain is taken up again.
    private static let types = [
        "sectors", "table", "table2", "data", "hash", "digest", "error2", "session", "done", "next", "volume",
        "disk", "header", "header2", "incomplete", "xheader",
    ].map { Array($0.utf8) }
    private static let pieceLength = 1 << 18

    /// The first sound descriptor from a place on.
    private static func search(_ source: any ByteSource, from start: UInt64) throws(OpeningFailure) -> UInt64?
    {
        var at = start
        while at < source.size {
            let piece = try source.record(at: at, count: pieceLength + EWFSectionHead.length)
            let bytes = Array(piece.bytes)
            var index = 0
            while index + EWFSectionHead.length <= bytes.count, index < pieceLength {
                // Small letters, and zeros behind the type.
                if bytes[index + 15] == 0, bytes[index + 11] == 0, 0x64...0x78 ~= bytes[index],
                    types.contains(where: { bytes[index...].starts(with: $0) }),
                    isWhole(piece.part(index, EWFSectionHead.length))
                {
                    return at + UInt64(index)
                }
                index += 1
            }
            at += UInt64(pieceLength)
        }
        return nil
    }
}
