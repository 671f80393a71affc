public import Bytes

// The fields of a WinOnCD image (C2D), which no standard defines; numbers have their least significant byte first.

/// The first 196 bytes.
public enum WinOnCDHeader {
    public static let length = 196
    public static var signature: Field<Text> { Field("signature", 0..<32, "C2D") }
    /// Where CD-Text is, and the header ends.
    public static var size: Field<LittleEndian<UInt16>> { Field("size", at: 32, "C2D") }
    public static var hasCatalogNumber: Field<LittleEndian<UInt16>> {
        Field("hasCatalogNumber", at: 34, "C2D")
    }
    public static var catalogNumber: Field<Text> { Field("catalogNumber", 36..<49, "C2D") }
    public static var blockCount: Field<LittleEndian<UInt16>> { Field("blockCount", at: 50, "C2D") }
    /// Bytes of CD-Text.
    public static var textSize: Field<LittleEndian<UInt32>> { Field("textSize", at: 52, "C2D") }
    public static var blocks: Field<LittleEndian<UInt32>> { Field("blocks", at: 56, "C2D") }
}

/// An index of a track.
public enum WinOnCDBlock {
    public static let length = 44
    public static var size: Field<LittleEndian<UInt32>> { Field("size", at: 0, "C2D") }
    public static var firstSector: Field<LittleEndian<UInt32>> { Field("firstSector", at: 4, "C2D") }
    public static var lastSector: Field<LittleEndian<UInt32>> { Field("lastSector", at: 8, "C2D") }
    /// Where its sectors are in the file; FFFFFFFF where they follow those of the index before.
    public static var offset: Field<LittleEndian<UInt64>> { Field("offset", at: 12, "C2D") }
    public static var stride: Field<LittleEndian<UInt32>> { Field("sectorSize", at: 20, "C2D") }
    public static var isrc: Field<Text> { Field("isrc", 24..<36, "C2D") }
    public static var session: Field<UInt8> { Field("session", at: 37, "C2D") }
    public static var track: Field<UInt8> { Field("track", at: 38, "C2D") }
    public static var index: Field<UInt8> { Field("index", at: 39, "C2D") }
    /// 1 and 2, FF for audio.
    public static var mode: Field<UInt8> { Field("mode", at: 40, "C2D") }
    /// Anything but 0 for sectors that only WinOnCD can unpack.
    public static var compression: Field<UInt8> { Field("compression", at: 41, "C2D") }
}
