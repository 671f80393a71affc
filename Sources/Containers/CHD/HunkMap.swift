import Bytes
import DiscModel

/// Where each hunk of a CHD is.
struct HunkMap {
    struct Entry {
        /// In the file; of another hunk its number; of the parent the number of a unit.
        var place: UInt64
        var length: UInt32
        /// CRC-16 of the hunk, in versions 3 and 4 its CRC-32; nil where there is none.
        var crc: UInt32?
        var kind: Kind
    }

    enum Kind: UInt8 {
        case codec0, codec1, codec2, codec3
        /// As it is.
        case stored
        /// The same as another one.
        case same
        /// In the parent.
        case parent
        /// Nowhere: zeros.
        case absent
        /// Eight bytes, which stand in the place of the place, again and again.
        case pattern
        /// Of a kind that nobody knows.
        case unknown
    }

    private(set) var entries: [Entry] = []
    /// What is wrong with the map, as a clause about it.
    private(set) var fault: String?
    /// Bytes of the file that it takes.
    private(set) var length: UInt64 = 0

    init(_ source: any ByteSource, _ chd: CHDDescription) throws(OpeningFailure) {
        if chd.isOld {
            try readOld(source, chd)
        } else if chd.isCompressed {
            try unpack(source, chd)
        } else {
            try read(source, chd)
        }
    }

    /// Behind the last byte of the file that a hunk lies in.
    var end: UInt64 {
        entries.reduce(0) {
            switch $1.kind {
            case .codec0, .codec1, .codec2, .codec3, .stored: max($0, $1.place.adding(UInt64($1.length)))
            case .same, .parent, .absent, .pattern, .unknown: $0
            }
        }
    }

    // MARK: Versions 1 to 4

    /// Entries that are read at once.
    private static let piece = 4096

    private mutating func readOld(_ source: any ByteSource, _ chd: CHDDescription) throws(OpeningFailure) {
        let width = chd.version < 3 ? CHDOldEntry.shortLength : CHDOldEntry.length
        let hunks = min(chd.hunkCount, chd.recordedCount ?? .max)
        let end = chd.mapOffset.adding(hunks.times(UInt64(width)))
        entries.reserveCapacity(Int(min(hunks, source.size / UInt64(width))))
        var at = chd.mapOffset
        while at < end {
            let count = Int(min(UInt64(Self.piece * width), end - at))
            let map = try source.record(at: at, count: count)
            for entry in 0..<map.count / width {
                let entry = map.part(entry * width, width)
                entries.append(chd.version < 3 ? Entry(short: entry, chd) : Entry(old: entry))
            }
            guard map.count == count else {
                fault = "ends with the file"
                return
            }
            at += UInt64(count)
        }
        length = end - chd.mapOffset + UInt64(width)
        if let number = entries.firstIndex(where: { $0.kind == .unknown }) {
            fault = "is damaged: hunk \(number) is of a kind that is not known"
        } else if let count = chd.recordedCount, count != chd.hunkCount {
            fault = "has \(count.of("hunk")) by the header, and the content takes \(chd.hunkCount)"
        } else if try !source.record(at: end, count: width).bytes.elementsEqual(CHDOldEntry.end.prefix(width))
        {
            fault = "lacks the mark that ends it"
        }
    }

    // MARK: Without compression

    /// A number for each hunk: its place in the file, in hunks; 0 for one that is not there.
    private mutating func read(_ source: any ByteSource, _ chd: CHDDescription) throws(OpeningFailure) {
        length = chd.hunkCount * 4
        let held = source.size - min(source.size, chd.mapOffset)
        let map = try source.record(at: chd.mapOffset, count: Int(min(held, length)))
        entries.reserveCapacity(map.count / 4)
        for at in stride(from: 0, to: map.count - map.count % 4, by: 4) {
            let number = UInt64(map.u32be(at))
            let hunk = UInt64(at / 4)
            entries.append(
                number > 0
                    ? Entry(
                        place: number * chd.hunkBytes, length: UInt32(chd.hunkBytes), kind: .stored)
                    : chd.parent == nil
                        ? Entry(place: 0, length: 0, kind: .absent)
                        : Entry(place: hunk * (chd.hunkBytes / chd.unitBytes), length: 0, kind: .parent))
        }
        if entries.count < chd.hunkCount { fault = "ends with the file" }
    }

    // MARK: With compression

    /// A map is less than this; that of 64 GiB in hunks of 4096 bytes is shorter.
    private static let lengthLimit: UInt64 = 256 << 20

    private mutating func unpack(_ source: any ByteSource, _ chd: CHDDescription) throws(OpeningFailure) {
        let head = try source.record(at: chd.mapOffset, count: CHDMapHead.length)
        guard head.count == CHDMapHead.length else {
            fault = chd.mapOffset == 0 ? "was never written" : "lies behind the end of the file"
            return
        }
        let packed = UInt64(head[CHDMapHead.mapBytes])
        length = packed.adding(UInt64(CHDMapHead.length))
        guard packed <= Self.lengthLimit else {
            fault = "says that it has \(packed) bytes, and at most \(Self.lengthLimit) are read"
            return
        }
        let bytes = try source.record(
            at: chd.mapOffset.adding(UInt64(CHDMapHead.length)), count: Int(packed))
        if UInt64(bytes.count) < packed { fault = "ends with the file" }
        var bits = BitReader(bytes.bytes)
        guard let kinds = kinds(&bits, Int(chd.hunkCount)),
            let numbers = MapNumbers(head, chd)
        else {
            fault = fault ?? "is damaged: its codes make no sense"
            return
        }
        place(kinds, numbers, &bits, crc: head[CHDMapHead.crc])
    }

    /// The kinds as they stand in the map, with their short forms.
    private func kinds(_ bits: inout BitReader, _ count: Int) -> [UInt8]? {
        guard let code = PrefixCode(ofMap: &bits) else { return nil }
        var kinds: [UInt8] = []
        var last: UInt8 = 0
        while kinds.count < count {
            guard let symbol = code.next(&bits), !bits.isBehindEnd else { return nil }
            var times = 1
            switch symbol {
            case 7:
                guard let more = code.next(&bits) else { return nil }
                times = 3 + more
            case 8:
                guard let high = code.next(&bits), let low = code.next(&bits) else { return nil }
                times = 19 + high << 4 + low
            default: last = UInt8(truncatingIfNeeded: symbol)
            }
            for _ in 0..<min(times, count - kinds.count) { kinds.append(last) }
        }
        return kinds
    }

    /// How wide the numbers of a map are, and where they begin.
    private struct MapNumbers {
        let lengthBits: Int
        let selfBits: Int
        let parentBits: Int
        var offset: UInt64
        let hunkBytes: UInt32
        let units: UInt64

        init?(_ head: Record, _ chd: CHDDescription) {
            lengthBits = Int(head[CHDMapHead.lengthBits])
            selfBits = Int(head[CHDMapHead.selfBits])
            parentBits = Int(head[CHDMapHead.parentBits])
            offset = head[CHDMapHead.firstHunk]
            hunkBytes = UInt32(chd.hunkBytes)
            units = chd.hunkBytes / chd.unitBytes
            guard max(lengthBits, selfBits, parentBits) <= 32 else { return nil }
        }
    }

    /// Gives each hunk its place, and compares the CRC of it all.
    private mutating func place(
        _ kinds: [UInt8], _ numbers: MapNumbers, _ bits: inout BitReader, crc expected: UInt16
    ) {
        var numbers = numbers
        var (last, inParent) = (0 as UInt64, 0 as UInt64)
        var crc = HunkCRC()
        entries.reserveCapacity(kinds.count)
        for (hunk, kind) in kinds.enumerated() {
            var entry = Entry(place: 0, length: 0, kind: .same)
            switch kind {
            case 0...4:
                entry.kind = Kind(rawValue: kind) ?? .stored
                entry.length = kind == 4 ? numbers.hunkBytes : bits.read(numbers.lengthBits)
                entry.crc = bits.read(16)
                entry.place = numbers.offset
                numbers.offset = numbers.offset.adding(UInt64(entry.length))
            case 5, 9, 10:
                if kind == 5 { last = UInt64(bits.read(numbers.selfBits)) } else if kind == 10 { last += 1 }
                entry.place = last
            case 6, 11, 12, 13:
                if kind == 6 {
                    inParent = UInt64(bits.read(numbers.parentBits))
                } else if kind == 11 {
                    inParent = UInt64(hunk).times(numbers.units)
                } else if kind == 13 {
                    inParent = inParent.adding(numbers.units)
                }
                entry.kind = .parent
                entry.place = inParent
            default:
                fault = fault ?? "is damaged: hunk \(hunk) is of a kind that is not known"
                return
            }
            if bits.isBehindEnd {
                fault = fault ?? "is damaged: it ends before hunk \(hunk)"
                return
            }
            crc.add(entry)
            entries.append(entry)
        }
        if crc.value != expected { fault = fault ?? "is damaged: its CRC-16 is wrong" }
    }
}

extension HunkMap.Entry {
    /// An entry of version 3 or 4.
    fileprivate init(old entry: Record) {
        let flags = entry[CHDOldEntry.flags]
        let length = UInt32(entry[CHDOldEntry.lengthHigh]) << 16 | UInt32(entry[CHDOldEntry.lengthLow])
        let kind: HunkMap.Kind =
            switch flags & 15 {
            case 1: .codec0
            case 2: .stored
            case 3: .pattern
            case 4: .same
            case 5: .parent
            default: .unknown
            }
        self.init(
            place: entry[CHDOldEntry.offset], length: length,
            crc: flags & 0x10 == 0 ? entry[CHDOldEntry.crc] : nil, kind: kind)
    }

    /// An entry of version 1 or 2: 20 bits of the length, which is that of a hunk where it is stored as it is, and 44 of the place.
    fileprivate init(short entry: Record, _ chd: CHDDescription) {
        let value = entry[CHDOldEntry.offset]
        let length = UInt32(value >> 44)
        self.init(
            place: value & (1 << 44 - 1), length: length,
            kind: UInt64(length) == chd.hunkBytes ? .stored : .codec0)
    }
}

extension HunkCRC {
    /// The entry as it stands in an unpacked map: kind, length in 3 bytes, place in 6, CRC.
    fileprivate mutating func add(_ entry: HunkMap.Entry) {
        add(entry.kind.rawValue)
        for shift in [16, 8, 0] as [UInt32] { add(UInt8(truncatingIfNeeded: entry.length >> shift)) }
        for shift in [40, 32, 24, 16, 8, 0] as [UInt64] {
            add(UInt8(truncatingIfNeeded: entry.place >> shift))
        }
        let crc = entry.crc ?? 0
        add(UInt8(truncatingIfNeeded: crc >> 8))
        add(UInt8(truncatingIfNeeded: crc))
    }
}
