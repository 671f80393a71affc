public import Bytes

// The fields of an UltraISO compressed image (EZB Systems, ISZ file format 1.00 of 2006); numbers have their least significant byte first.

/// The header.
public enum ISZHeader {
    /// As specified; later versions of UltraISO write 16 bytes more, with checksums.
    public static let length = 48
    public static let longLength = 64
    /// "IsZ!".
    public static var mark: Field<Text> { Field("mark", 0..<4, "ISZ") }
    public static var headerLength: Field<UInt8> { Field("headerLength", at: 4, "ISZ") }
    public static var version: Field<UInt8> { Field("version", at: 5, "ISZ") }
    public static var sectorBytes: Field<LittleEndian<UInt16>> { Field("sectorBytes", at: 10, "ISZ") }
    public static var sectors: Field<LittleEndian<UInt32>> { Field("sectors", at: 12, "ISZ") }
    /// 0 for none, 1 for a password, 2 to 4 for AES.
    public static var encryption: Field<UInt8> { Field("encryption", at: 16, "ISZ") }
    public static var chunks: Field<LittleEndian<UInt32>> { Field("chunks", at: 25, "ISZ") }
    public static var chunkBytes: Field<LittleEndian<UInt32>> { Field("chunkBytes", at: 29, "ISZ") }
    public static var entryBytes: Field<UInt8> { Field("entryBytes", at: 33, "ISZ") }
    public static var segment: Field<UInt8> { Field("segment", at: 34, "ISZ") }
    /// 0 where all chunks are stored as they are.
    public static var tableOffset: Field<LittleEndian<UInt32>> { Field("tableOffset", at: 35, "ISZ") }
    /// 0 where the image is one file.
    public static var segmentsOffset: Field<LittleEndian<UInt32>> { Field("segmentsOffset", at: 39, "ISZ") }
    public static var dataOffset: Field<LittleEndian<UInt32>> { Field("dataOffset", at: 43, "ISZ") }
    /// The complement of the CRC-32 of the image, and of that of the stored chunks.
    public static var imageSum: Field<LittleEndian<UInt32>> { Field("imageSum", at: 48, "ISZ") }
    public static var storedBytes: Field<LittleEndian<UInt32>> { Field("storedBytes", at: 52, "ISZ") }
    public static var storedSum: Field<LittleEndian<UInt32>> { Field("storedSum", at: 60, "ISZ") }

    /// What both tables are crossed with: the complement of the mark.
    public static let mask: [UInt8] = [0xB6, 0x8C, 0xA5, 0xDE]
}
