import Glibc

// Numbers recorded at fixed offsets, with stated width and byte order. These are the only unsafe loads of the
// readers; every one is checked against the span first.

/// A field that lies outside the bytes at hand: the record was cut.
public struct OutOfBounds: Error, Sendable, Hashable {
    public let offset: Int
    public let count: Int
}

extension RawSpan {
    @inline(__always)
    private func load<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: T.Type)
        throws(OutOfBounds) -> T
    {
        let count = MemoryLayout<T>.size
        guard offset >= 0, offset <= byteCount - count else {
            throw OutOfBounds(offset: offset, count: count)
        }
        return unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: type)
    }

    @inline(__always)
    public func u8(at offset: Int) throws(OutOfBounds) -> UInt8 { try load(offset, as: UInt8.self) }

    /// 7.2.1: 16 bits, least significant byte first.
    public func u16le(at offset: Int) throws(OutOfBounds) -> UInt16 {
        UInt16(littleEndian: try load(offset, as: UInt16.self))
    }

    /// 7.2.2: 16 bits, most significant byte first.
    public func u16be(at offset: Int) throws(OutOfBounds) -> UInt16 {
        UInt16(bigEndian: try load(offset, as: UInt16.self))
    }

    /// 7.3.1: 32 bits, least significant byte first.
    public func u32le(at offset: Int) throws(OutOfBounds) -> UInt32 {
        UInt32(littleEndian: try load(offset, as: UInt32.self))
    }

    /// 7.3.2: 32 bits, most significant byte first.
    public func u32be(at offset: Int) throws(OutOfBounds) -> UInt32 {
        UInt32(bigEndian: try load(offset, as: UInt32.self))
    }

    public func u64le(at offset: Int) throws(OutOfBounds) -> UInt64 {
        UInt64(littleEndian: try load(offset, as: UInt64.self))
    }

    /// A number, least significant byte first; of what lies outside, zeros.
    @inlinable @inline(__always)
    public func little<Number: FixedWidthInteger & BitwiseCopyable>(_ at: Int) -> Number {
        guard at >= 0, at <= byteCount - MemoryLayout<Number>.size else { return cutLittle(at) }
        return unsafe Number(littleEndian: unsafeLoadUnaligned(fromByteOffset: at, as: Number.self))
    }

    @usableFromInline
    func cutLittle<Number: FixedWidthInteger & BitwiseCopyable>(_ at: Int) -> Number {
        var value: Number = 0
        for index in 0..<MemoryLayout<Number>.size where at > -index - 1 && at < byteCount - index {
            value |= Number(truncatingIfNeeded: byte(at + index)) << Number(8 * index)
        }
        return value
    }

    /// Eight bytes, the first of them lowest; of what lies outside, zeros.
    @inlinable @inline(__always)
    public func word(_ at: Int) -> UInt64 { little(at) }

    /// One byte, or zero outside.
    @inlinable @inline(__always)
    public func byte(_ at: Int) -> UInt8 {
        guard at >= 0, at < byteCount else { return 0 }
        return unsafe unsafeLoad(fromByteOffset: at, as: UInt8.self)
    }

    /// 7.2.3: two bytes little-endian, then the same number big-endian.
    public func both16(at offset: Int) throws(OutOfBounds) -> BothEndian<UInt16> {
        BothEndian(little: try u16le(at: offset), big: try u16be(at: offset + 2))
    }

    /// 7.3.3: four bytes little-endian, then the same number big-endian.
    public func both32(at offset: Int) throws(OutOfBounds) -> BothEndian<UInt32> {
        BothEndian(little: try u32le(at: offset), big: try u32be(at: offset + 4))
    }

    /// A copy of `count` bytes from `offset`.
    public func bytes(at offset: Int, count: Int) throws(OutOfBounds) -> [UInt8] {
        guard offset >= 0, count >= 0, offset <= byteCount - count else {
            throw OutOfBounds(offset: offset, count: count)
        }
        let part = extracting(offset..<offset + count)
        return unsafe part.withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// Whether every byte equals `value`.
    public func isFilled(with value: UInt8) -> Bool {
        unsafe withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let first = unsafe bytes.first else { return true }
            guard first == value else { return false }
            // Equal to itself moved by one byte means constant; the comparison runs at memory speed.
            return unsafe memcmp(start, start + 1, bytes.count - 1) == 0
        }
    }

    /// Whether the bytes from `offset` on are those of `text` (ASCII).
    public func has(_ text: StaticString, at offset: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard offset >= 0, offset <= byteCount - count else { return false }
        for index in 0..<count {
            let expected = unsafe text.utf8Start[index]
            guard (try? u8(at: offset + index)) == expected else { return false }
        }
        return true
    }
}

extension ArraySlice<UInt8> {
    /// Whether every byte equals `value`.
    public func isFilled(with value: UInt8) -> Bool { unsafe span.bytes.isFilled(with: value) }
}

extension [UInt8] {
    /// Whether every byte equals `value`.
    public func isFilled(with value: UInt8) -> Bool { unsafe span.bytes.isFilled(with: value) }

    /// Whether the bytes from `offset` on are those of `text` (ASCII).
    public func has(_ text: StaticString, at offset: Int) -> Bool { unsafe span.bytes.has(text, at: offset) }
}
