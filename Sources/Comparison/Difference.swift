import Bytes
import SectorCodes

/// What is known about one sector that differs.
public struct Difference: Sendable, Hashable {
    /// One byte of the sector: what the image has there, and what the readback.
    public struct Byte: Sendable, Hashable {
        public let offset: Int
        public let image: UInt8
        public let readback: UInt8
    }

    public let sector: UInt64
    /// The first bytes that differ.
    public let first: [Byte]
    /// How many bytes differ, and how many bits. One or two bits point to memory or a cable, half of all to other data.
    public let bytes: Int
    public let bits: Int
    /// From the first byte that differs to the last one.
    let extent: Range<Int>
    /// The sector of the image that has these very bytes: it was written to, or read from, the wrong place.
    public internal(set) var isSector: UInt64?
    /// How many bytes later the image's own bytes stand here; negative for earlier.
    public internal(set) var shift: Int?
}

/// Bytes of differing sectors, as far as they are worth keeping.
struct DifferenceSamples {
    /// Sectors that are explained, and sectors that are read again: two megabytes.
    private static let explained = 64
    private static let reread = 1024

    private var pairs: [(sector: UInt64, image: [UInt8], readback: [UInt8])] = []
    /// What the readback had, by sector.
    private(set) var kept: [UInt64: [UInt8]] = [:]

    mutating func add(_ sector: UInt64, image: [UInt8], readback: [UInt8], willReread: Bool) {
        if pairs.count < Self.explained { pairs.append((sector, image, readback)) }
        if willReread, kept.count < Self.reread { kept[sector] = readback }
    }

    /// - Parameter image: where to look for the bytes of sectors that may have come from elsewhere; nil not to look.
    func explained(by image: (any ByteSource)?) -> [Difference] {
        var found = pairs.sorted { $0.sector < $1.sector }.map {
            Self.difference($0.sector, $0.image, $0.readback)
        }
        guard let image else { return found }
        let strangers = pairs.filter { !StandIn.standsIn(for: $0.readback) }
        let places = SectorSearch(for: strangers.map(\.readback)).places(in: image)
        let byNumber = Dictionary(pairs.map { ($0.sector, $0.readback) }) { first, _ in first }
        for index in found.indices {
            guard let bytes = byNumber[found[index].sector] else { continue }
            found[index].isSector = places[bytes]
            if found[index].isSector == nil, found[index].bytes > 64 {
                found[index].shift = Shift.of(bytes, at: found[index].sector, in: image)
            }
        }
        return found
    }

    private static func difference(_ sector: UInt64, _ image: [UInt8], _ readback: [UInt8]) -> Difference {
        var first: [Difference.Byte] = []
        var (bytes, bits, last) = (0, 0, 0)
        for (offset, pair) in zip(image, readback).enumerated() where pair.0 != pair.1 {
            if first.count < 16 { first.append(.init(offset: offset, image: pair.0, readback: pair.1)) }
            bytes += 1
            last = offset
            bits += (pair.0 ^ pair.1).nonzeroBitCount
        }
        let start = first.first?.offset ?? 0
        return Difference(
            sector: sector, first: first, bytes: bytes, bits: bits, extent: start..<max(start, last + 1))
    }
}

/// Looks for sectors by their content in one pass over an image.
struct SectorSearch {
    /// What is looked for, by its first eight bytes, which tell nearly all sectors apart.
    private let wanted: [UInt64: [[UInt8]]]

    init(for sectors: [[UInt8]]) {
        wanted = Dictionary(grouping: sectors) { Self.key($0) }
    }

    private static func key(_ sector: [UInt8]) -> UInt64 {
        sector.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// The first sector of the image for each content that it has.
    func places(in image: any ByteSource) -> [[UInt8]: UInt64] {
        guard !wanted.isEmpty else { return [:] }
        var places: [[UInt8]: UInt64] = [:]
        let buffer = SectorBuffer(sectors: 512)
        var lba: UInt64 = 0
        while lba * .sector < image.size {
            let came = buffer.load(image, sector: lba, count: buffer.capacity, at: 0).bytes / .sector
            for index in 0..<came {
                let key = buffer.read(index, 1) { span in
                    (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64((try? span.u8(at: $1)) ?? 0) }
                }
                guard let candidates = wanted[key] else { continue }
                let bytes = buffer.bytes(of: index)
                if places[bytes] == nil, candidates.contains(bytes) { places[bytes] = lba + UInt64(index) }
            }
            lba += UInt64(buffer.capacity)
        }
        return places
    }
}

/// Tells whether a sector holds the image's bytes from some bytes before or behind its own place.
enum Shift {
    /// Bytes looked at on either side.
    private static let reach = 4096
    private static let needleLength = 32

    static func of(_ sector: [UInt8], at lba: UInt64, in image: any ByteSource) -> Int? {
        let middle = 1024
        let needle = sector[middle..<middle + needleLength]
        guard Set(needle).count > 4 else { return nil }
        let place = lba.times(.sector).adding(UInt64(middle))
        let start = place - min(place, UInt64(reach))
        guard let around = try? image.bytes(at: start, count: 2 * reach + needleLength) else { return nil }
        var at = around.startIndex
        while at + needleLength <= around.count {
            if around[at..<at + needleLength].elementsEqual(needle) {
                let shift = Int(clamping: place) - Int(clamping: start) - at
                return shift == 0 ? nil : shift
            }
            at += 1
        }
        return nil
    }
}
