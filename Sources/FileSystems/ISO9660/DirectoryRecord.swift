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

    /// Decodes the fixed fields; what lies behind the end of `fields` reads as zero.
    @inline(__always)
    init(fields: ArraySlice<UInt8>, offset: UInt64) {
        let base = fields.startIndex
        @inline(__always) func u8(_ at: Int) -> UInt8 { base + at < fields.endIndex ? fields[base + at] : 0 }
        @inline(__always) func u32le(_ at: Int) -> UInt32 {
            UInt32(u8(at)) | UInt32(u8(at + 1)) << 8 | UInt32(u8(at + 2)) << 16 | UInt32(u8(at + 3)) << 24
        }
        self.offset = offset
        length = u8(0)
        extendedAttributeLength = u8(1)
        extent = BothEndian(little: u32le(2), big: u32le(6).byteSwapped)
        dataLength = BothEndian(little: u32le(10), big: u32le(14).byteSwapped)
        let dateStart = min(base + 18, fields.endIndex)
        date = ShortDate(fields[dateStart..<min(dateStart + 7, fields.endIndex)])
        flags = Flags(rawValue: u8(25))
        fileUnitSize = u8(26)
        interleaveGap = u8(27)
        sequence = BothEndian(
            little: UInt16(u8(28)) | UInt16(u8(29)) << 8, big: UInt16(u8(31)) | UInt16(u8(30)) << 8)
        identifierLength = u8(32)
        firstIdentifierByte = u8(33)
    }

    /// Decodes the fixed fields at `base`. This runs for every record of an image, so it asks once whether all bytes
    /// are there; if not, `fields` decides.
    static func decoded(_ bytes: [UInt8], at base: Int, offset: UInt64) -> DirectoryRecord {
        guard base >= 0, bytes.count > fixedLength, base < bytes.count - fixedLength else {
            return DirectoryRecord(fields: bytes[min(max(0, base), bytes.count)...], offset: offset)
        }
        return DirectoryRecord(whole: bytes, at: base, offset: offset)
    }

    @inline(__always)
    private init(whole bytes: [UInt8], at base: Int, offset: UInt64) {
        self.offset = offset
        length = bytes[base]
        extendedAttributeLength = bytes[base + 1]
        extent = Self.both32(bytes, base + 2)
        dataLength = Self.both32(bytes, base + 10)
        date = ShortDate(
            year: bytes[base + 18], month: bytes[base + 19], day: bytes[base + 20], hour: bytes[base + 21],
            minute: bytes[base + 22], second: bytes[base + 23], zone: Int8(bitPattern: bytes[base + 24]))
        flags = Flags(rawValue: bytes[base + 25])
        fileUnitSize = bytes[base + 26]
        interleaveGap = bytes[base + 27]
        sequence = BothEndian(
            little: UInt16(bytes[base + 28]) | UInt16(bytes[base + 29]) << 8,
            big: UInt16(bytes[base + 31]) | UInt16(bytes[base + 30]) << 8)
        identifierLength = bytes[base + 32]
        firstIdentifierByte = bytes[base + 33]
    }

    @inline(__always)
    private static func both32(_ bytes: [UInt8], _ at: Int) -> BothEndian<UInt32> {
        let little =
            UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(
                bytes[at + 3]) << 24
        let big =
            UInt32(bytes[at + 7]) | UInt32(bytes[at + 6]) << 8 | UInt32(bytes[at + 5]) << 16
            | UInt32(bytes[at + 4]) << 24
        return BothEndian(little: little, big: big)
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
