import Bytes
import Digests
import SectorCodes

/// Ways in which hunks of a CHD are compressed, by the names that stand in its header. Those of CDs divide a hunk into frames
/// of 2352 bytes of a sector and 96 of sub-channel.
enum HunkCodec: String {
    case zlib, lzma, zstd, huff, flac
    case cdzl, cdlz, cdzs, cdfl
    /// One that nobody here knows.
    case unknown = "?"

    /// A frame of a CD, and the sector in it.
    static let frame = 2448
    static let sector = 2352

    /// What a hunk unpacks to; nil when it is damaged.
    func unpack(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        switch self {
        case .zlib: RawDeflate.unpack(packed, count: count)
        case .lzma: RawLZMA.unpack(packed, count: count)
        case .zstd: ZstdFrame.unpack(packed, count: count)
        case .huff: Self.bytes(packed, count: count)
        case .flac: Self.samples(packed, count: count)
        case .cdzl, .cdlz, .cdzs: frames(packed, count: count)
        case .cdfl: audioFrames(packed, count: count)
        case .unknown: nil
        }
    }

    /// Bytes in a Huffman code.
    private static func bytes(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        var bits = BitReader(packed)
        guard let code = PrefixCode(ofBytes: &bits) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count {
            guard let byte = code.next(&bits), !bits.isBehindEnd else { return nil }
            bytes.append(UInt8(truncatingIfNeeded: byte))
        }
        return bytes
    }

    /// A letter for the order of bytes in a sample, then frames of FLAC.
    private static func samples(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        guard let order = packed.first, order == UInt8(ascii: "L") || order == UInt8(ascii: "B") else {
            return nil
        }
        return FLACFrames.unpack(
            packed.dropFirst(), count: count, block: FLACFrames.block(of: count, atMost: .sector),
            isBig: order == UInt8(ascii: "B"))?.bytes
    }

    // MARK: Frames of a CD

    /// A bit for each frame whose synchronisation pattern and parity were left out, the length of the packed sectors, these, and
    /// the packed sub-channels.
    private func frames(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        let frames = count / Self.frame
        let bitmap = (frames + 7) / 8
        let width = count < 65_536 ? 2 : 3
        let head = Record(packed)
        guard head.count > bitmap + width else { return nil }
        let length = head.slice(bitmap, width).reduce(0) { $0 << 8 | Int($1) }
        let start = bitmap + width
        guard length <= head.count - start,
            let sectors = base.unpack(head.slice(start, length), count: frames * Self.sector),
            let channels = channels.unpack(
                head.slice(start + length, head.count - start - length), count: frames * 96)
        else { return nil }
        var bare: Set<Int> = []
        for frame in 0..<frames where head.u8(frame / 8) >> UInt8(frame % 8) & 1 == 1 { bare.insert(frame) }
        return Self.joined(sectors, channels, frames, bare: bare, count: count)
    }

    /// Frames of FLAC, whose samples have their most significant byte first, and the packed sub-channels behind them.
    private func audioFrames(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        let frames = count / Self.frame
        let length = frames * Self.sector
        guard
            let sound = FLACFrames.unpack(
                packed, count: length, block: FLACFrames.block(of: length, atMost: Self.sector), isBig: true),
            let channels = RawDeflate.unpack(packed.dropFirst(sound.used), count: frames * 96)
        else { return nil }
        return Self.joined(sound.bytes, channels, frames, bare: [], count: count)
    }

    private var base: HunkCodec { self == .cdlz ? .lzma : self == .cdzs ? .zstd : .zlib }
    private var channels: HunkCodec { self == .cdzs ? .zstd : .zlib }

    private static func joined(
        _ sectors: [UInt8], _ channels: [UInt8], _ frames: Int, bare: Set<Int>, count: Int
    ) -> [UInt8] {
        var hunk: [UInt8] = []
        hunk.reserveCapacity(count)
        for frame in 0..<frames {
            let part = sectors[frame * sector..<(frame + 1) * sector]
            if bare.contains(frame) {
                var whole = Array(part)
                SectorEncoder.completeSyncAndParity(&whole)
                hunk += whole
            } else {
                hunk += part
            }
            hunk += channels[frame * 96..<(frame + 1) * 96]
        }
        return hunk + [UInt8](repeating: 0, count: count - hunk.count)
    }
}
