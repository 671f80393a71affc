/// How the bytes of a field mean a value, and how a value is recorded.
public protocol FieldCoding {
    associatedtype Value
    static var kind: AnyField.Kind { get }
    /// The value of `count` bytes from `at` on; what lies outside of the record reads as zero.
    static func value(in record: Record, at: Int, count: Int) -> Value
    /// The bytes that record a value.
    static func bytes(of value: Value) -> [UInt8]
    /// The same in a field of `count` bytes.
    static func bytes(of value: Value, count: Int) -> [UInt8]
}

extension FieldCoding {
    public static func bytes(of value: Value, count: Int) -> [UInt8] { Array(bytes(of: value).prefix(count)) }
}

/// A value whose width follows from its type, and which is read from a span as well, where records are many.
public protocol FixedCoding: FieldCoding {
    /// Bytes it takes.
    static var length: Int { get }
    static func value(in bytes: RawSpan, at: Int) -> Value
}

extension FixedCoding {
    @inlinable
    public static func value(in record: Record, at: Int, count _: Int) -> Value {
        unsafe value(in: record.bytes.span.bytes, at: at)
    }
}

extension RawSpan {
    /// The value of a field of the structure that begins at `start`; what lies outside of the span reads as zero.
    @inlinable @inline(__always)
    public func read<Coding: FixedCoding>(_ field: Field<Coding>, from start: Int) -> Coding.Value {
        Coding.value(in: self, at: start + field.offset)
    }
}

// MARK: Numbers

/// One byte (ECMA-119, 7.1.1).
extension UInt8: FixedCoding {
    @inlinable public static var kind: AnyField.Kind { .number(.little) }
    @inlinable public static var length: Int { 1 }
    @inlinable @inline(__always)
    public static func value(in bytes: RawSpan, at: Int) -> UInt8 { bytes.byte(at) }
    public static func bytes(of value: UInt8) -> [UInt8] { [value] }
}

/// Least significant byte first (ECMA-119, 7.2.1 and 7.3.1).
public enum LittleEndian<Number: FixedWidthInteger & BitwiseCopyable & Sendable>: FixedCoding {
    @inlinable public static var kind: AnyField.Kind { .number(.little) }
    @inlinable public static var length: Int { Number.bitWidth / 8 }
    @inlinable @inline(__always)
    public static func value(in bytes: RawSpan, at: Int) -> Number { bytes.little(at) }
    public static func bytes(of value: Number) -> [UInt8] { value.littleEndianBytes }
}

/// Most significant byte first (ECMA-119, 7.2.2 and 7.3.2).
public enum BigEndian<Number: FixedWidthInteger & BitwiseCopyable & Sendable>: FixedCoding {
    @inlinable public static var kind: AnyField.Kind { .number(.big) }
    @inlinable public static var length: Int { Number.bitWidth / 8 }
    @inlinable @inline(__always)
    public static func value(in bytes: RawSpan, at: Int) -> Number {
        (bytes.little(at) as Number).byteSwapped
    }
    public static func bytes(of value: Number) -> [UInt8] { value.littleEndianBytes.reversed() }
}

/// A number, most significant byte first, that is as wide as its field: for formats with a version of 4 and one of 8 bytes.
public enum BigEndianNumber: FieldCoding {
    public static var kind: AnyField.Kind { .number(.big) }
    public static func value(in record: Record, at: Int, count: Int) -> UInt64 {
        let bytes = record.slice(at, count)
        let absent = 8 * min(8, max(0, count - bytes.count))
        return bytes.reduce(0) { $0 << 8 | UInt64($1) } << absent
    }
    public static func bytes(of value: UInt64) -> [UInt8] { value.littleEndianBytes.reversed() }
    public static func bytes(of value: UInt64, count: Int) -> [UInt8] { bytes(of: value).suffix(count) }
}

/// A number that is recorded in both byte orders.
public protocol BothOrders: FixedCoding {
    associatedtype Number: FixedWidthInteger & BitwiseCopyable & Sendable
}

extension BothEndian: BothOrders {
    public typealias Number = Value
    @inlinable public static var kind: AnyField.Kind { .number(.both) }
    @inlinable public static var length: Int { Value.bitWidth / 4 }
    @inlinable @inline(__always)
    public static func value(in bytes: RawSpan, at: Int) -> BothEndian {
        BothEndian(
            little: LittleEndian<Value>.value(in: bytes, at: at),
            big: BigEndian<Value>.value(in: bytes, at: at + Value.bitWidth / 8))
    }
    public static func bytes(of value: BothEndian) -> [UInt8] {
        value.little.littleEndianBytes + value.big.littleEndianBytes.reversed()
    }
}

extension FixedWidthInteger {
    /// The bytes of the number, least significant first.
    public var littleEndianBytes: [UInt8] {
        (0..<Self.bitWidth / 8).map { UInt8(truncatingIfNeeded: self >> ($0 * 8)) }
    }
}

// MARK: Bytes

/// Bytes that are kept as they are.
public protocol BytesCoding: FieldCoding where Value == ArraySlice<UInt8> {}

extension BytesCoding {
    @inlinable
    public static func value(in record: Record, at: Int, count: Int) -> ArraySlice<UInt8> {
        record.slice(at, count)
    }
    public static func bytes(of value: ArraySlice<UInt8>) -> [UInt8] { [UInt8](value) }
}

/// Bytes that the standard leaves to somebody else, or a structure of its own.
public enum RawBytes: BytesCoding {
    public static var kind: AnyField.Kind { .bytes }
}

/// Characters, padded to the length of the field.
public enum Text: BytesCoding {
    public static var kind: AnyField.Kind { .text }
}

/// Bytes that the standard wants to be zero.
public enum Reserved: BytesCoding {
    public static var kind: AnyField.Kind { .reserved }
}
