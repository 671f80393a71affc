import Bytes
import Sectors

/// The packed streams of a file: itself, or the parts of a package or kernel.
struct PackedParts {
    private(set) var streams: [Range<UInt64>] = []
    /// What LZ4 packed of a kernel. It has no checks, and no long run of zeros.
    private(set) var lz4: Range<UInt64>?

    /// Members of an archive that are looked at; a package has three or four.
    static let members = 8

    init(of file: Range<UInt64>, in volume: Volume) {
        func record(_ at: UInt64, _ count: Int) -> Record {
            Record((try? volume.bytes(at: file.lowerBound.adding(at), count: count)) ?? [])
        }
        let head = record(0, .sector)
        switch PackedKind(unsafe head.bytes.span.bytes) {
        case .gzip, .bzip2, .xz, .zstandard: streams = [file]
        case .debian: streams = Self.members(of: file, record)
        case .rpm: streams = Self.payload(of: file, record)
        case .kernel:
            streams = Self.kernel(in: file, head)
            lz4 = streams.first {
                record($0.lowerBound - file.lowerBound, 4).slice(0, 4).elementsEqual([0x02, 0x21, 0x4C, 0x18])
            }
        case .squashfs, .sevenZip, nil: break
        }
    }

    /// deb(5), ar(5): headers of 60 bytes, each member at an even place.
    private static func members(of file: Range<UInt64>, _ record: (UInt64, Int) -> Record) -> [Range<UInt64>]
    {
        var found: [Range<UInt64>] = []
        var at: UInt64 = 8
        for _ in 0..<members {
            let header = record(at, 60)
            guard header.has("`\n", at: 58), let size = size(ofMember: header) else { break }
            let start = file.lowerBound.adding(at + 60)
            let end = start.adding(size)
            guard end <= file.upperBound else { break }
            found.append(start..<end)
            at = at.adding(60).adding(size)
            at += at % 2
        }
        return found
    }

    static func size(ofMember header: Record) -> UInt64? {
        UInt64(String(decoding: header.slice(48, 58), as: UTF8.self).prefix { $0 != " " })
    }

    /// A lead of 96 bytes, the signatures, padded to 8 bytes, the header, and what is packed.
    private static func payload(of file: Range<UInt64>, _ record: (UInt64, Int) -> Record) -> [Range<UInt64>]
    {
        var at: UInt64 = 96
        for isPadded in [true, false] {
            let header = record(at, 16)
            guard header.slice(0, 3).elementsEqual([0x8E, 0xAD, 0xE8]) else { return [] }
            at = at.adding(16).adding(UInt64(header.u32be(8)).times(16)).adding(UInt64(header.u32be(12)))
            if isPadded { at = at.roundedUp(to: 8) }
        }
        let start = file.lowerBound.adding(at)
        return start < file.upperBound ? [start..<file.upperBound] : []
    }

    /// The Linux/x86 boot protocol, 2.08: where the compressed kernel lies behind the real-mode code.
    private static func kernel(in file: Range<UInt64>, _ head: Record) -> [Range<UInt64>] {
        guard head.u16le(0x206) >= 0x208 else { return [] }
        let setup = UInt64(head.u8(0x1F1) == 0 ? 4 : head.u8(0x1F1))
        let start = file.lowerBound.adding((setup + 1) * 512).adding(UInt64(head.u32le(0x248)))
        let end = start.adding(UInt64(head.u32le(0x24C)))
        return end <= file.upperBound && start < end ? [start..<end] : []
    }
}

/// The superblock of a SquashFS 4.0 whose data, fragments and inodes are all compressed.
struct Squashfs {
    let size: UInt64
    /// Bytes over and over that its compression does not leave.
    let longestBlank: UInt64

    init?(_ head: Record) {
        // Inodes, data and fragments that are stored as they are.
        let stored: UInt16 = 0x1 | 0x2 | 0x8
        guard head.has("hsqs"), head.u16le(28) == 4, head.u16le(24) & stored == 0 else { return nil }
        size = head.u64le(40)
        // LZO (3) spends a byte of zero on 255 bytes, and LZ4 (5) stores short ones as they are.
        longestBlank = [3, 5].contains(head.u16le(20)) ? 8 * .sector : .sector
    }
}
