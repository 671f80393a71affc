public import Bytes

// The fields of a CHD, MAME's compressed hunks of data, which no standard defines; numbers have their most significant byte
// first. Those of version 5, which programs write since 2012.

/// The header.
public enum CHDHeader {
    public static let length = 124
    public static var mark: Field<Text> { Field("mark", 0..<8, "CHD") }
    public static var headerLength: Field<BigEndian<UInt32>> { Field("headerLength", at: 8, "CHD") }
    public static var version: Field<BigEndian<UInt32>> { Field("version", at: 12, "CHD") }
    /// Names of four letters of up to four ways to compress; 0 in the first where nothing is compressed.
    public static let codecs = 16
    public static var logicalBytes: Field<BigEndian<UInt64>> { Field("logicalBytes", at: 32, "CHD") }
    public static var mapOffset: Field<BigEndian<UInt64>> { Field("mapOffset", at: 40, "CHD") }
    public static var metadataOffset: Field<BigEndian<UInt64>> { Field("metadataOffset", at: 48, "CHD") }
    public static var hunkBytes: Field<BigEndian<UInt32>> { Field("hunkBytes", at: 56, "CHD") }
    public static var unitBytes: Field<BigEndian<UInt32>> { Field("unitBytes", at: 60, "CHD") }
    /// SHA-1 of what the hunks unpack to.
    public static let rawSHA1 = 64
    /// SHA-1 of that one and of the metadata.
    public static let overallSHA1 = 84
    /// That of the file which holds what this one leaves out.
    public static let parentSHA1 = 104
}

/// The head of a map that is compressed.
public enum CHDMapHead {
    public static let length = 16
    public static var mapBytes: Field<BigEndian<UInt32>> { Field("mapBytes", at: 0, "CHD") }
    public static var firstHunk: Field<BigEndianNumber> { Field("firstHunk", at: 4, length: 6, "CHD") }
    /// CRC-16 of the map as it is unpacked, 12 bytes for each hunk.
    public static var crc: Field<BigEndian<UInt16>> { Field("crc", at: 10, "CHD") }
    public static var lengthBits: Field<UInt8> { Field("lengthBits", at: 12, "CHD") }
    public static var selfBits: Field<UInt8> { Field("selfBits", at: 13, "CHD") }
    public static var parentBits: Field<UInt8> { Field("parentBits", at: 14, "CHD") }
}

/// The head of a record of metadata.
public enum CHDMetadataHead {
    public static let length = 16
    public static var tag: Field<Text> { Field("tag", 0..<4, "CHD") }
    /// Its lowest bit says that the overall SHA-1 covers the record.
    public static var flags: Field<UInt8> { Field("flags", at: 4, "CHD") }
    public static var bytes: Field<BigEndianNumber> { Field("bytes", at: 5, length: 3, "CHD") }
    /// Of the next record; 0 for the last.
    public static var next: Field<BigEndian<UInt64>> { Field("next", at: 8, "CHD") }
}
