import Bytes
import Checksums
import DiscModel
import FileSystems
import Readers

/// Feeds the sectors of VOBs and streams to what checks them. It holds a few bytes where a sector lies in two pieces, and else nothing.
struct VideoSectorSurvey: Survey {
    let feed = Feed.data
    let cost = 20
    let ranges: [Range<UInt64>]?

    /// A run of bytes of a file.
    private struct Stretch {
        let range: Range<UInt64>
        /// The byte of the file at which it begins.
        let position: UInt64
        /// Index among the VOBs; behind them the streams.
        let owner: Int
    }

    private var objects: [VOBCheck]
    private var streams: [StreamCheck]
    /// By the place on the disc; none overlaps another that counts.
    private let stretches: [Stretch]

    init(_ objects: [VOBCheck], _ streams: [StreamCheck]) {
        self.objects = objects
        self.streams = streams
        var found: [Stretch] = []
        for (owner, file) in (objects.map(\.file) + streams.map(\.file)).enumerated() {
            var position: UInt64 = 0
            for extent in file.extents where position < file.size {
                let length = min(extent.length, file.size - position)
                found.append(
                    Stretch(
                        range: extent.offset..<extent.offset.adding(length), position: position, owner: owner)
                )
                position += length
            }
        }
        // Bytes that two files share are those of the first.
        var end: UInt64 = 0
        stretches = found.sorted { ($0.range.lowerBound, $0.owner) < ($1.range.lowerBound, $1.owner) }
            .filter {
                guard $0.range.lowerBound >= end else { return false }
                end = $0.range.upperBound
                return true
            }
        ranges = stretches.map(\.range)
    }

    mutating func consume(_ bytes: ArraySlice<UInt8>, at offset: UInt64) {
        let end = offset.adding(UInt64(bytes.count))
        let first = stretches.partitioningIndex { $0.range.upperBound > offset }
        for stretch in stretches[first...] {
            guard stretch.range.lowerBound < end else { break }
            let part = stretch.range.clamped(to: offset..<end)
            let from = bytes.startIndex + Int(part.lowerBound - offset)
            let held = bytes[from..<from + Int(part.upperBound - part.lowerBound)]
            let position = stretch.position + (part.lowerBound - stretch.range.lowerBound)
            if stretch.owner < objects.count {
                objects[stretch.owner].take(held, at: position)
            } else {
                streams[stretch.owner - objects.count].take(held, at: position)
            }
        }
    }

    mutating func miss(_: DiscMap.Run) {}

    mutating func finish() -> any Facts {
        VideoSectorsFacts(objects: objects.map(\.tally), streams: streams.map(\.tally))
    }
}

/// Checks the sectors of a VOB.
struct VOBCheck {
    let file: VideoFile
    private(set) var tally: VOBTally
    /// The sector of the set's VOBs at which it begins; nil where one before it is missing.
    private let before: UInt64?
    /// The sectors of the file at which units begin, in order.
    private let units: [UInt64]
    private var nextUnit = 0
    /// The sector seen last, and its clock, where it was a pack.
    private var last: (sector: UInt64, clock: UInt64)?
    /// The beginning of a sector of which the rest comes in the next piece, and the byte of the file at which it stands.
    private var held: (bytes: [UInt8], position: UInt64)?

    init(_ object: DVDVideoObject, of set: DVDTitleSet, from before: UInt64?, _ units: [UInt32]) {
        file = object.file
        tally = VOBTally(
            name: .init(
                set: set.number, number: object.number, sectors: file.sectors, start: file.start))
        self.before = before
        let end = before?.adding(file.sectors) ?? 0
        self.units =
            before.map { start in
                units.map(UInt64.init).filter { $0 >= start && $0 < end }.map { $0 - start }.sorted()
            } ?? []
    }

    /// Takes in bytes of the file.
    mutating func take(_ bytes: ArraySlice<UInt8>, at position: UInt64) {
        var start = position.roundedUp(to: .sector)
        if let (head, at) = held {
            held = nil
            if at.adding(UInt64(head.count)) == position {
                let rest = bytes.prefix(Int(DVDPack.length) - head.count)
                look(Record(head + rest), at / .sector)
            }
        }
        let end = position.adding(UInt64(bytes.count))
        nextUnit = units.partitioningIndex { $0 >= start / .sector }
        while start < end {
            let from = bytes.startIndex + Int(start - position)
            let head = bytes[from..<min(from + Int(DVDPack.length), bytes.endIndex)]
            if head.count < Int(DVDPack.length), end < file.size {
                held = (Array(head), start)
            } else {
                look(Record(head), start / .sector)
            }
            start += .sector
        }
    }

    private mutating func look(_ head: Record, _ sector: UInt64) {
        tally.seen += 1
        while nextUnit < units.count, units[nextUnit] < sector { nextUnit += 1 }
        let beginsUnit = nextUnit < units.count && units[nextUnit] == sector
        guard DVDPack.isPack(head) else {
            tally.lost.add(sector)
            last = nil
            return
        }
        let clock = DVDPack.clock(head)
        if let address = DVDPack.address(head) {
            if let before, UInt64(address) != before.adding(sector) {
                tally.astray.add(sector, UInt64(address))
            }
        } else {
            if beginsUnit { tally.emptyUnits.add(sector) }
            // A unit has one clock; the next may begin anew.
            if let last, last.sector.adding(1) == sector, clock < last.clock { tally.backwards.add(sector) }
        }
        if DVDPack.isScrambled(head) { tally.scrambled.add(sector) }
        last = (sector, clock)
    }
}

/// Checks the packets of a stream.
struct StreamCheck {
    let file: VideoFile
    private(set) var tally: StreamTally
    private let mayBeEncrypted: Bool
    /// The unit seen last, and whether it is encrypted.
    private var unit: (number: UInt64, isEncrypted: Bool)?

    init(_ stream: BDStream, mayBeEncrypted: Bool) {
        file = stream.file
        tally = StreamTally(number: stream.number)
        self.mayBeEncrypted = mayBeEncrypted
    }

    /// Takes in bytes of the file. Only single bytes are looked at, so that a packet may lie in two pieces.
    mutating func take(_ bytes: ArraySlice<UInt8>, at position: UInt64) {
        let end = position.adding(UInt64(bytes.count))
        var packet = position / BDPacket.length
        while packet * BDPacket.length < end {
            let at = packet * BDPacket.length
            let number = at / BDPacket.unit
            if at % BDPacket.unit == 0, at >= position {
                let head = bytes[bytes.startIndex + Int(at - position)]
                // Copy control of the first packet: of an encrypted unit all but its first 16 bytes are.
                let isEncrypted = mayBeEncrypted && head & 0xC0 != 0
                unit = (number, isEncrypted)
                tally.encrypted += isEncrypted ? 1 : 0
            }
            let mark = at + BDPacket.markAt
            if mark >= position, mark < end {
                let isClear =
                    !mayBeEncrypted || at % BDPacket.unit == 0
                    || unit?.number == number && unit?.isEncrypted == false
                if isClear {
                    tally.seen += 1
                    if bytes[bytes.startIndex + Int(mark - position)] != BDPacket.mark {
                        tally.lost.add(packet)
                    }
                }
            }
            packet += 1
        }
    }
}
