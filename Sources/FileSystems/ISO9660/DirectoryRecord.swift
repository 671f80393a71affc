public import Bytes
public import DiscModel

/// The fixed fields of one directory record (ECMA-119, 9.1), decoded without judgement. Identifier and system use stay
/// in the tree's arena; `ISOTree` hands them out. Where the fields stand says DirectoryRecord+Fields.swift.
public struct DirectoryRecord: Sendable, BitwiseCopyable {
    /// Byte offset of the record in the volume.
    public let offset: UInt64
    /// Length of the record.
    public let length: UInt8
    /// Blocks of extended attributes before the data.
    public let extendedAttributeLength: UInt8
    /// First block of the extent.
    public let extent: BothEndian<UInt32>
    /// Bytes of data, without extended attributes.
    public let dataLength: BothEndian<UInt32>
    public let date: ShortDate
    public let flags: Flags
    /// Blocks of a file unit and of the gap behind it when interleaved.
    public let fileUnitSize: UInt8
    public let interleaveGap: UInt8
    public let sequence: BothEndian<UInt16>
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

    /// Decodes the fixed fields; a record that is cut reads as if zeros followed.
    @inline(__always)
    public init(_ record: Record) {
        unsafe self.init(record.bytes.span.bytes, at: 0, offset: record.offset)
    }

    /// Decodes the fixed fields from `start` on; a record cut by the end of `bytes` reads as if zeros followed.
    @inline(__always)
    init(_ bytes: RawSpan, at start: Int, offset: UInt64) {
        self.offset = offset
        length = bytes.read(Self.length, from: start)
        extendedAttributeLength = bytes.read(Self.extendedAttributeLength, from: start)
        extent = bytes.read(Self.extent, from: start)
        dataLength = bytes.read(Self.dataLength, from: start)
        date = bytes.read(Self.date, from: start)
        flags = Flags(rawValue: bytes.read(Self.flags, from: start))
        fileUnitSize = bytes.read(Self.fileUnitSize, from: start)
        interleaveGap = bytes.read(Self.interleaveGap, from: start)
        sequence = bytes.read(Self.sequence, from: start)
        identifierLength = bytes.read(Self.identifierLength, from: start)
        firstIdentifierByte = bytes.read(Self.firstIdentifierByte, from: start)
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
