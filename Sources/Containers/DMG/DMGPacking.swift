import Bytes
import Digests

/// Ways in which a run of an Apple disk image is stored, by their numbers.
enum DMGPacking: UInt32 {
    case zeros = 0
    case plain = 1
    /// Not stored, as whatever is there does not matter; read as zeros.
    case leftOut = 2
    case adc = 0x8000_0004
    case zlib = 0x8000_0005
    case bzip2 = 0x8000_0006
    case lzfse = 0x8000_0007
    case lzma = 0x8000_0008
    case comment = 0x7FFF_FFFE
    case end = 0xFFFF_FFFF

    var name: String {
        switch self {
        case .zeros: "zeros"
        case .plain: "stored"
        case .leftOut: "left out"
        case .adc: "ADC"
        case .zlib: "zlib"
        case .bzip2: "bzip2"
        case .lzfse: "LZFSE"
        case .lzma: "LZMA"
        case .comment, .end: "none"
        }
    }

    var hasData: Bool { isPacked || self == .plain }
    var isPacked: Bool { rawValue & 0x8000_0000 != 0 && self != .end }

    /// What a run unpacks to; nil when it is damaged, or gives another number of bytes.
    func unpack(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        let unpacked: [UInt8]? =
            switch self {
            case .adc: ADC.unpack(packed, count: count)
            case .zlib: ZlibStream.unpack(packed, upTo: count)
            case .bzip2: BZip2Stream.unpack(packed, upTo: count)
            case .lzma: XZStream.unpack(packed, upTo: count)
            case .zeros, .plain, .leftOut, .lzfse, .comment, .end: nil
            }
        return unpacked?.count == count ? unpacked : nil
    }
}

/// Apple Data Compression: bytes as they are, and copies of what came before, from near or from far.
private enum ADC {
    static func unpack(_ packed: ArraySlice<UInt8>, count: Int) -> [UInt8]? {
        var unpacked: [UInt8] = []
        unpacked.reserveCapacity(count)
        var at = packed.startIndex
        while at < packed.endIndex, unpacked.count < count {
            let first = packed[at]
            if first & 0x80 != 0 {
                let length = Int(first & 0x7F) + 1
                guard packed.endIndex - at > length else { return nil }
                unpacked += packed[at + 1..<at + 1 + length]
                at += 1 + length
                continue
            }
            let isFar = first & 0x40 != 0
            let head = isFar ? 3 : 2
            guard packed.endIndex - at >= head else { return nil }
            let length = isFar ? Int(first & 0x3F) + 4 : Int(first >> 2) + 3
            let distance =
                isFar
                ? Int(packed[at + 1]) << 8 | Int(packed[at + 2]) : Int(first & 3) << 8 | Int(packed[at + 1])
            guard distance < unpacked.count else { return nil }
            // What is copied may grow while it is copied.
            for _ in 0..<length { unpacked.append(unpacked[unpacked.count - 1 - distance]) }
            at += head
        }
        return unpacked
    }
}
