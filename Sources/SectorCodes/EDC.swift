internal import CEDC

/// The error detection code of CD-ROM sectors (ECMA-130, 14.3): a CRC of 32 bits with the generator
/// x³² + x³¹ + x¹⁶ + x¹⁵ + x⁴ + x³ + x + 1, least significant bit first, from 0 and without inversion. So bytes that are all 0
/// have the EDC 0, and the EDC of bytes with their own EDC behind them is 0.
public enum EDC {
    /// The EDC of `bytes`; sectors store it little-endian.
    public static func of(_ bytes: RawSpan) -> UInt32 {
        unsafe bytes.withUnsafeBytes { unsafe of($0) }
    }

    /// The EDC of bytes that follow others, whose EDC it was.
    public static func of(_ bytes: RawSpan, after edc: UInt32) -> UInt32 {
        unsafe bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return edc }
            return unsafe tabled(start, bytes.count, after: edc)
        }
    }

    /// The same without the processor's multiplication without carry: what other processors run, and what tests hold against it.
    public static func portably(of bytes: RawSpan) -> UInt32 {
        unsafe bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return 0 }
            return unsafe tabled(start, bytes.count)
        }
    }

    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard let start = bytes.baseAddress else { return 0 }
        guard canFold, bytes.count >= 80 else { return unsafe tabled(start, bytes.count) }
        return unsafe withUnsafeTemporaryAllocation(byteCount: 16, alignment: 16) { rest in
            guard let end = rest.baseAddress else { return unsafe tabled(start, bytes.count) }
            unsafe edc_fold(start, bytes.count, end)
            return unsafe tabled(end, 16)
        }
    }

    /// The EDC recorded at `offset`, four bytes before the end or earlier.
    static func stored(in sector: UnsafeRawBufferPointer, at offset: Int) -> UInt32 {
        unsafe UInt32(littleEndian: sector.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    private static let canFold = edc_can_fold()

    /// Sixteen bytes at a time, each looked up in the table for its distance from the end of the sixteen.
    private static func tabled(_ start: UnsafeRawPointer, _ count: Int, after before: UInt32 = 0) -> UInt32 {
        unsafe tables.withUnsafeBufferPointer { tables in
            var edc = before
            var offset = 0
            @inline(__always) func word(_ at: Int) -> UInt32 {
                unsafe UInt32(
                    littleEndian: start.loadUnaligned(fromByteOffset: offset &+ at, as: UInt32.self))
            }
            @inline(__always) func moved(_ word: UInt32, _ distance: Int) -> UInt32 {
                unsafe tables[(distance &+ 3) &* 256 &+ Int(word & 0xFF)]
                    ^ tables[(distance &+ 2) &* 256 &+ Int(word >> 8 & 0xFF)]
                    ^ tables[(distance &+ 1) &* 256 &+ Int(word >> 16 & 0xFF)]
                    ^ tables[distance &* 256 &+ Int(word >> 24)]
            }
            while offset &+ 16 <= count {
                edc = moved(word(0) ^ edc, 12) ^ moved(word(4), 8) ^ moved(word(8), 4) ^ moved(word(12), 0)
                offset &+= 16
            }
            while offset < count {
                edc =
                    unsafe edc >> 8
                    ^ tables[Int((edc ^ UInt32(start.load(fromByteOffset: offset, as: UInt8.self))) & 0xFF)]
                offset &+= 1
            }
            return edc
        }
    }

    /// Entry 256·d + b is the EDC of byte b with d bytes of 0 behind it.
    private static let tables: [UInt32] = {
        var tables = (0..<256).map { byte in
            (0..<8).reduce(UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 0 ? 0 : 0xD801_8001) }
        }
        for index in 256..<16 * 256 {
            let before = tables[index - 256]
            tables.append(before >> 8 ^ tables[Int(before & 0xFF)])
        }
        return tables
    }()
}
