import Bytes

extension CompressedImage.Filter {
    /// What the file says about the size of what is packed, before it is unpacked: a number that can be checked against
    /// limits and no more. At least that much comes out of a genuine file; 0 where nothing is said.
    func promisedSize(of source: any ByteSource) throws(OpeningFailure) -> UInt64 {
        switch self {
        case .gzip: try Self.gzipSize(source)
        case .xz: try Self.xzSize(source)
        case .zstd: try Self.zstdSize(source)
        case .bzip2: 0
        }
    }

    /// ISIZE of the last member: its size modulo 2^32 (RFC 1952, 2.3.1). Bytes behind the data would be taken for it, so
    /// what no deflate stream of that length can hold is left out.
    private static func gzipSize(_ source: any ByteSource) throws(OpeningFailure) -> UInt64 {
        let size = UInt64(try source.record(at: source.size - min(source.size, 4), count: 4).u32le(0))
        return size <= source.size.times(1032) ? size : 0
    }

    /// RFC 8878, 3.1.1.1: the descriptor tells how wide the content size is, and whether a window byte precedes it.
    private static func zstdSize(_ source: any ByteSource) throws(OpeningFailure) -> UInt64 {
        let head = try source.record(at: 0, count: 18)
        let descriptor = head.u8(4)
        let isSingle = descriptor & 0x20 != 0
        let at = 5 + (isSingle ? 0 : 1) + [0, 1, 2, 4][Int(descriptor & 3)]
        switch descriptor >> 6 {
        case 1: return UInt64(head.u16le(at)) + 256
        case 2: return UInt64(head.u32le(at))
        case 3: return head.u64le(at)
        default: return isSingle ? UInt64(head.u8(at)) : 0
        }
    }

    /// Bytes of an index that are read: those of a million blocks.
    private static let indexLimit: UInt64 = 16 << 20

    /// The uncompressed sizes in the index of the last stream (The .xz File Format, 2.1.2 and 4).
    private static func xzSize(_ source: any ByteSource) throws(OpeningFailure) -> UInt64 {
        guard source.size > 24 else { return 0 }
        let footer = try source.record(at: source.size - 12, count: 12)
        let length = (UInt64(footer.u32le(4)) + 1) * 4
        guard footer.has("YZ", at: 10), length <= min(indexLimit, source.size - 24) else { return 0 }
        let index = try source.record(at: source.size - 12 - length, count: Int(length))
        var at = 1
        // Multibyte integers: seven bits each, the lowest first (1.2).
        func number() -> UInt64? {
            var value: UInt64 = 0
            for shift in stride(from: 0 as UInt64, to: 63, by: 7) where at < index.count {
                let byte = index.u8(at)
                at += 1
                value |= UInt64(byte & 0x7F) << shift
                if byte & 0x80 == 0 { return value }
            }
            return nil
        }
        guard index.u8(0) == 0, let count = number(), count <= length / 2 else { return 0 }
        var total: UInt64 = 0
        for _ in 0..<count {
            guard number() != nil, let size = number() else { return 0 }
            total = total.adding(size)
        }
        return total
    }
}
