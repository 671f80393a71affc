import Bytes

/// Files in which no sector is blank by right, or hardly any, by what they begin with.
enum PackedKind {
    case gzip, bzip2, xz, zstandard
    /// Several packed parts: a Debian package, an RPM package, a Linux kernel for PCs.
    case debian, rpm, kernel
    case squashfs, sevenZip

    init?(_ head: RawSpan) {
        guard let first = try? head.u8(at: 0) else { return nil }
        switch first {
        case 0x1F where head.has([0x1F, 0x8B, 8]): self = .gzip
        case 0x42 where head.has("BZh", at: 0) && head.has("1AY&SY", at: 4): self = .bzip2
        case 0xFD where head.has([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0]): self = .xz
        case 0x28 where head.has([0x28, 0xB5, 0x2F, 0xFD]): self = .zstandard
        case 0x21 where head.has("!<arch>\ndebian-binary", at: 0): self = .debian
        case 0xED where head.has([0xED, 0xAB, 0xEE, 0xDB]): self = .rpm
        case 0x37 where head.has([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]): self = .sevenZip
        case 0x68 where head.has("hsqs", at: 0): self = .squashfs
        case 0x4D where head.has("HdrS", at: 0x202), 0xEA where head.has("HdrS", at: 0x202): self = .kernel
        default: return nil
        }
    }
}

extension RawSpan {
    fileprivate func has(_ mark: [UInt8]) -> Bool { (try? bytes(at: 0, count: mark.count)) == mark }
}
