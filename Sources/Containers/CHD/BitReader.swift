/// Bits of a stream, the highest of each byte first. Behind its end stand zeros, and that it was left is known.
struct BitReader {
    private let bytes: ArraySlice<UInt8>
    private var at: Int
    private var window: UInt64 = 0
    /// Bits of the window that are filled.
    private var held = 0
    /// Bits that were taken.
    private(set) var used = 0

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    /// Whether more was taken than is there.
    var isBehindEnd: Bool { used > bytes.count * 8 }
    /// Bytes of which something was taken.
    var bytesUsed: Int { (used + 7) / 8 }

    private mutating func fill() {
        while held <= 56 {
            if at < bytes.endIndex {
                window |= UInt64(bytes[at]) << UInt64(56 - held)
                at += 1
            }
            held += 8
        }
    }

    /// The next bits, at most 32, which stay.
    mutating func peek(_ count: Int) -> UInt32 {
        guard count > 0 else { return 0 }
        if held < count { fill() }
        return UInt32(truncatingIfNeeded: window >> UInt64(64 - min(count, 32)))
    }

    mutating func skip(_ count: Int) {
        if held < count { fill() }
        window <<= UInt64(count)
        held -= count
        used &+= count
    }

    /// At most 32 bits.
    mutating func read(_ count: Int) -> UInt32 {
        let value = peek(count)
        skip(count)
        return value
    }

    /// A number in two's complement.
    mutating func signed(_ count: Int) -> Int32 {
        guard count > 0 else { return 0 }
        return Int32(bitPattern: read(count) << UInt32(32 - count)) >> Int32(32 - count)
    }

    /// The zeros before the next one, which is taken, too; nil when the stream ends in them.
    mutating func zeros() -> Int? {
        var count = 0
        while true {
            if held < 32 { fill() }
            let leading = window.leadingZeroBitCount
            if leading < held {
                skip(leading + 1)
                return count + leading
            }
            count += held
            skip(held)
            if isBehindEnd { return nil }
        }
    }

    /// Goes on to the next whole byte.
    mutating func align() { skip((8 - used % 8) % 8) }
}
