public import Bytes

/// A file compressed block by block (zisofs): its ZF entry, its header, and its block pointer array, kept raw.
///
/// Version 1 of ZF: two letters of the algorithm (`pz`), header size / 4, log2 of the block size, and the uncompressed
/// size in both byte orders. Header: magic 37 E4 53 96 C9 DB D6 07, uncompressed size, header size / 4, log2 of the block
/// size, two reserved bytes; then one 32-bit little-endian pointer per block and one behind the last.
///
/// Version 2: algorithm `PZ`, and the size once in 64 bits, little-endian. Header: magic EF 22 55 A1 BC 1B 95 A0, version,
/// header size / 4, number of the algorithm, log2 of the block size, the size in 64 bits, four reserved bytes; then
/// pointers of 64 bits.
public struct ZisofsFile: Sendable {
    public static let magic: [UInt8] = [0x37, 0xE4, 0x53, 0x96, 0xC9, 0xDB, 0xD6, 0x07]
    public static let secondMagic: [UInt8] = [0xEF, 0x22, 0x55, 0xA1, 0xBC, 0x1B, 0x95, 0xA0]

    public let slot: Int
    public let entry: SystemUseEntry
    /// Header and pointer array, cut to what the file holds and to a limit.
    public let head: Record
    /// Bytes of the file as stored.
    public let storedSize: UInt64
    /// Whether `head` holds the whole pointer array.
    public let isWhole: Bool
    /// Where ZF and header give two sizes, the one of which the last block makes exactly so many bytes; nil where neither does,
    /// and where nobody asked.
    public let unpackedSize: UInt64?

    /// Bytes of header and pointers that a reader keeps of one file.
    static let headLimit = 1 << 20

    /// Pointers needed for `size` bytes in blocks of 2^`log2`, and one behind.
    public static func pointerCount(size: UInt32, log2: UInt8) -> Int? {
        guard (15...17).contains(log2) else { return nil }
        return (Int(size) + (1 << Int(log2)) - 1) >> Int(log2) + 1
    }

    /// Whether ZF is of version 2 of the format.
    public static func isSecond(_ entry: SystemUseEntry) -> Bool { entry.version == 2 }

    /// Bytes of header and pointers that a ZF entry announces; of the header alone if it makes no sense.
    public static func headLength(_ entry: SystemUseEntry) -> Int {
        let log2 = entry[ZisofsEntry.log2BlockSize]
        guard isSecond(entry) else {
            let size = entry[ZisofsEntry.uncompressedSize].little
            return 16 + 4 * (pointerCount(size: size, log2: log2) ?? 0)
        }
        let size = entry[ZisofsEntry.longSize]
        guard (15...20).contains(log2), size < 1 << 44 else { return 24 }
        return 24 + 8 * (Int((size + (1 << UInt64(log2)) - 1) >> UInt64(log2)) + 1)
    }
}

/// The header before the compressed data, of either version.
public struct ZisofsHeader: RawStructure {
    public let record: Record
    public let isSecond: Bool

    public init(_ file: ZisofsFile) {
        record = file.head
        isSecond = ZisofsFile.isSecond(file.entry)
    }

    public static var magic: Field<RawBytes> { Field("magic", 0..<8, "zisofs, header") }

    // Version 1.
    public static var size: Field<LittleEndian<UInt32>> { Field("uncompressedSize", at: 8, "zisofs, header") }
    /// Bytes of the header divided by 4.
    public static var headerSize: Field<UInt8> { Field("headerSize", at: 12, "zisofs, header") }
    public static var log2BlockSize: Field<UInt8> { Field("log2BlockSize", at: 13, "zisofs, header") }
    public static var reserved: Field<Reserved> { Field("reserved", 14..<16, "zisofs, header") }

    // Version 2.
    public static var version: Field<UInt8> { Field("version", at: 8, "zisofs, header 2") }
    public static var secondHeaderSize: Field<UInt8> { Field("headerSize", at: 9, "zisofs, header 2") }
    public static var algorithm: Field<UInt8> { Field("algorithm", at: 10, "zisofs, header 2") }
    public static var secondLog2BlockSize: Field<UInt8> { Field("log2BlockSize", at: 11, "zisofs, header 2") }
    public static var secondSize: Field<LittleEndian<UInt64>> {
        Field("uncompressedSize", at: 12, "zisofs, header 2")
    }
    public static var secondReserved: Field<Reserved> { Field("reserved", 20..<24, "zisofs, header 2") }

    /// The field of the version at hand.
    public var headerSizeField: Field<UInt8> { isSecond ? Self.secondHeaderSize : Self.headerSize }
    public var log2BlockSizeField: Field<UInt8> { isSecond ? Self.secondLog2BlockSize : Self.log2BlockSize }

    public var prefix: String { "zisofsHeader/" }

    /// Bytes before the block pointers.
    public var length: Int { isSecond ? 24 : 16 }

    public var fields: [AnyField] {
        let pointers = Field<RawBytes>(
            "blockPointers", length..<max(length, record.count), "zisofs, block pointers")
        return isSecond
            ? [
                Self.magic.any, Self.version.any, Self.secondHeaderSize.any, Self.algorithm.any,
                Self.secondLog2BlockSize.any, Self.secondSize.any, Self.secondReserved.any, pointers.any,
            ]
            : [
                Self.magic.any, Self.size.any, Self.headerSize.any, Self.log2BlockSize.any, Self.reserved.any,
                pointers.any,
            ]
    }
}
