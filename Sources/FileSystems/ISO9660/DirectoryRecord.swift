public import Bytes
public import DiscModel

/// The fixed fields of one directory record (ECMA-119, 9.1), decoded without judgement. Identifier and system use stay
/// in the tree's arena; `ISOTree` hands them out.
public struct DirectoryRecord: Sendable, BitwiseCopyable {
    /// Byte offset of the record in the volume.
    public let offset: UInt64
    /// 9.1.1, byte 0: length of the record.
    public let length: UInt8
    /// 9.1.2, byte 1: blocks of extended attributes before the data.
    public let extendedAttributeLength: UInt8
    /// 9.1.3, bytes 2-9: first block of the extent.
    public let extent: BothEndian<UInt32>
    /// 9.1.4, bytes 10-17: bytes of data, without extended attributes.
    public let dataLength: BothEndian<UInt32>
    /// 9.1.5, bytes 18-24.
    public let date: ShortDate
    /// 9.1.6, byte 25.
    public let flags: Flags
    /// 9.1.7, byte 26, and 9.1.8, byte 27: blocks of a file unit and of the gap behind it when interleaved.
    public let fileUnitSize: UInt8
    public let interleaveGap: UInt8
    /// 9.1.9, bytes 28-31.
    public let sequence: BothEndian<UInt16>
    /// 9.1.10, byte 32.
    public let identifierLength: UInt8
    /// The first byte of the identifier: 0 means "the directory itself", 1 "its parent".
    public let firstIdentifierByte: UInt8

    public struct Flags: OptionSet, Sendable, BitwiseCopyable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let hidden = Flags(rawValue: 1)
        public static let directory = Flags(rawValue: 2)
        public static let associated = Flags(rawValue: 4)
        public static let record = Flags(rawValue: 8)
        public static let protection = Flags(rawValue: 16)
        public static let reserved = Flags(rawValue: 0x60)
        public static let multiExtent = Flags(rawValue: 128)
    }

    /// Bytes before the identifier.
    public static let fixedLength = 33

    /// Bytes that the fixed fields and the first byte of the identifier take.
    static let headLength = fixedLength + 1

    /// Decodes the fixed fields from `at` on; a record cut by the end of `bytes` reads as if zeros followed.
    init(_ bytes: [UInt8], at start: Int, offset: UInt64) {
        guard start >= 0, start <= bytes.count - Self.headLength else {
            let rest = bytes.indices.contains(start) ? bytes[start...] : []
            self.init(
                whole: rest + [UInt8](repeating: 0, count: Self.headLength - rest.count), at: 0,
                offset: offset)
            return
        }
        self.init(whole: bytes[...], at: start, offset: offset)
    }

    /// Decodes from a place that is known to hold a whole head.
    @inline(__always)
    private init(whole slice: ArraySlice<UInt8>, at start: Int, offset: UInt64) {
        let bytes = unsafe slice.span.bytes
        // The span checks the bounds of every load; "unsafe" speaks of the type that is read.
        @inline(__always) func u8(_ at: Int) -> UInt8 {
            unsafe bytes.unsafeLoad(fromByteOffset: start + at, as: UInt8.self)
        }
        @inline(__always) func both32(_ at: Int) -> BothEndian<UInt32> {
            let little = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start + at, as: UInt32.self)
            let big = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start + at + 4, as: UInt32.self)
            return BothEndian(little: UInt32(littleEndian: little), big: UInt32(bigEndian: big))
        }
        self.offset = offset
        length = u8(0)
        extendedAttributeLength = u8(1)
        extent = both32(2)
        dataLength = both32(10)
        date = ShortDate(
            year: u8(18), month: u8(19), day: u8(20), hour: u8(21), minute: u8(22), second: u8(23),
            zone: Int8(bitPattern: u8(24)))
        flags = Flags(rawValue: u8(25))
        fileUnitSize = u8(26)
        interleaveGap = u8(27)
        let little = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start + 28, as: UInt16.self)
        let big = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: start + 30, as: UInt16.self)
        sequence = BothEndian(little: UInt16(littleEndian: little), big: UInt16(bigEndian: big))
        identifierLength = u8(32)
        firstIdentifierByte = u8(33)
    }

    public var isDirectory: Bool { flags.contains(.directory) }
    /// The record of the directory itself (identifier 00).
    public var isSelf: Bool { identifierLength == 1 && firstIdentifierByte == 0 }
    /// The record of the parent (identifier 01).
    public var isParent: Bool { identifierLength == 1 && firstIdentifierByte == 1 }

    /// First byte of the data, behind the extended attributes.
    public func dataOffset(blockSize: UInt64) -> UInt64 {
        UInt64(extent.read).adding(UInt64(extendedAttributeLength)).times(blockSize)
    }

    /// The range of bytes the data occupies, with the gaps between file units when it is interleaved (6.4.3).
    public func dataExtent(blockSize: UInt64) -> FileTree.Extent {
        var length = UInt64(dataLength.read)
        let unit = UInt64(fileUnitSize).times(blockSize)
        if unit > 0, length > 0 {
            length = length.adding(((length - 1) / unit).times(UInt64(interleaveGap).times(blockSize)))
        }
        let slack = length.roundedUp(to: blockSize) &- length
        return FileTree.Extent(
            offset: dataOffset(blockSize: blockSize), length: length, slack: UInt32(truncatingIfNeeded: slack)
        )
    }
}
