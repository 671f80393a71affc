import Glibc

/// A piece of a file or of a volume, kept as it is, with the place where it stood. Parts of it are views of the same
/// bytes. Fields outside of it read as zero, so that the fixed offsets of the standards need no error path; `count`
/// tells what was there.
public struct Record: Sendable, Hashable {
    /// Byte offset in the file or volume.
    public let offset: UInt64
    /// The bytes; a view whose indices need not begin with 0.
    public let bytes: ArraySlice<UInt8>

    @inlinable
    public init(offset: UInt64 = 0, _ bytes: ArraySlice<UInt8>) {
        self.offset = offset
        self.bytes = bytes
    }

    public init(offset: UInt64 = 0, _ bytes: [UInt8]) { self.init(offset: offset, bytes[...]) }

    @inlinable
    public var count: Int { bytes.count }

    // MARK: Fields

    /// The value of a field, as recorded.
    @inlinable
    public subscript<Coding: FieldCoding>(_ field: Field<Coding>) -> Coding.Value {
        Coding.value(in: self, at: field.offset, count: field.length)
    }

    /// The two recordings of a number of any width that is recorded in both byte orders; nil for any other field.
    public func recordings(of field: AnyField) -> BothEndian<UInt64>? {
        guard field.kind == .number(.both) else { return nil }
        let half = field.length / 2
        func number(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        return BothEndian(
            little: number(slice(field.offset, half).reversed()),
            big: number(slice(field.offset + half, half)))
    }

    public func u8(_ at: Int) -> UInt8 { little(at) }
    public func u16le(_ at: Int) -> UInt16 { little(at) }
    public func u16be(_ at: Int) -> UInt16 { big(at) }
    public func u32le(_ at: Int) -> UInt32 { little(at) }
    public func u32be(_ at: Int) -> UInt32 { big(at) }
    public func u64le(_ at: Int) -> UInt64 { little(at) }
    public func u64be(_ at: Int) -> UInt64 { big(at) }
    public func both16(_ at: Int) -> BothEndian<UInt16> { BothEndian.value(in: self, at: at, count: 0) }
    public func both32(_ at: Int) -> BothEndian<UInt32> { BothEndian.value(in: self, at: at, count: 0) }

    /// A number, least significant byte first.
    @inlinable
    public func little<Number: FixedWidthInteger & BitwiseCopyable>(_ at: Int) -> Number {
        unsafe bytes.span.bytes.little(at)
    }

    /// A number, most significant byte first.
    @inlinable
    public func big<Number: FixedWidthInteger & BitwiseCopyable>(_ at: Int) -> Number {
        (little(at) as Number).byteSwapped
    }

    // MARK: Parts

    /// The bytes of a range, cut to what is there.
    public func slice(_ range: Range<Int>) -> ArraySlice<UInt8> { slice(range.lowerBound, range.count) }

    /// `count` bytes from `at` on, cut to what is there.
    @inlinable
    public func slice(_ at: Int, _ count: Int) -> ArraySlice<UInt8> {
        let start = min(max(0, at), bytes.count)
        let end = start + min(max(0, count), bytes.count - start)
        return bytes[bytes.startIndex + start..<bytes.startIndex + end]
    }

    /// `count` bytes from `at` on as a record of their own, cut to what is there.
    @inlinable
    public func part(_ at: Int, _ count: Int = .max) -> Record {
        Record(offset: offset.adding(UInt64(max(0, at))), slice(at, count))
    }

    // MARK: Looking

    /// Whether the bytes from `at` on are those of `text` (ASCII).
    public func has(_ text: StaticString, at offset: Int = 0) -> Bool {
        unsafe bytes.span.bytes.has(text, at: offset)
    }

    /// Whether the bytes that begin `distance` bytes before the end are those of `text` (ASCII).
    public func has(_ text: StaticString, fromEnd distance: Int) -> Bool { has(text, at: count - distance) }

    /// Whether every byte equals `value`.
    public func isFilled(with value: UInt8) -> Bool { bytes.isFilled(with: value) }

    /// The first place from `start` on that holds `byte`.
    public func index(of byte: UInt8, from start: Int) -> Int? {
        guard start >= 0, start < count else { return nil }
        return unsafe bytes.withUnsafeBytes { all in
            guard let base = all.baseAddress,
                let found = unsafe memchr(base + start, Int32(byte), all.count - start)
            else { return nil }
            return unsafe base.distance(to: UnsafeRawPointer(found))
        }
    }

    /// Text up to the first NUL, in UTF-8 or, where it is none, in Latin-1.
    public func text(_ at: Int, _ count: Int) -> String { Record.text(slice(at, count).prefix { $0 != 0 }) }

    /// Bytes as text, in UTF-8 or, where they are none, in Latin-1.
    public static func text(_ bytes: some Collection<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.contains("\u{FFFD}") else { return text }
        return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
