public import Bytes

// The fields of a CHD, MAME's compressed hunks of data, which no standard defines; numbers have their most significant byte
// first.

/// The header of version 5, which programs write since 2012.
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

/// The header of versions 1 to 4, in which what differs begins at byte 24; the map follows it.
public enum CHDOldHeader {
    /// By version, from 1 on.
    public static let lengths = [76, 80, 120, 108]
    /// Bit 0: there is a parent; bit 1: it may be written to.
    public static var flags: Field<BigEndian<UInt32>> { Field("flags", at: 16, "CHD 1 to 4") }
    /// 0 none, 1 and 2 zlib, 3 audio and video.
    public static var compression: Field<BigEndian<UInt32>> { Field("compression", at: 20, "CHD 1 to 4") }

    // MARK: Versions 1 and 2, of hard disks alone

    public static var hunkSectors: Field<BigEndian<UInt32>> { Field("hunkSectors", at: 24, "CHD 1, 2") }
    public static var hunksOfDisk: Field<BigEndian<UInt32>> { Field("hunks", at: 28, "CHD 1, 2") }
    public static var cylinders: Field<BigEndian<UInt32>> { Field("cylinders", at: 32, "CHD 1, 2") }
    public static var heads: Field<BigEndian<UInt32>> { Field("heads", at: 36, "CHD 1, 2") }
    public static var sectors: Field<BigEndian<UInt32>> { Field("sectors", at: 40, "CHD 1, 2") }
    /// Of version 2; 512 in version 1.
    public static var sectorBytes: Field<BigEndian<UInt32>> { Field("sectorBytes", at: 76, "CHD 2") }

    // MARK: Versions 3 and 4

    public static var hunks: Field<BigEndian<UInt32>> { Field("hunks", at: 24, "CHD 3, 4") }
    public static var logicalBytes: Field<BigEndian<UInt64>> { Field("logicalBytes", at: 28, "CHD 3, 4") }
    public static var metadataOffset: Field<BigEndian<UInt64>> { Field("metadataOffset", at: 36, "CHD 3, 4") }
    public static var hunkBytesOf3: Field<BigEndian<UInt32>> { Field("hunkBytes", at: 76, "CHD 3") }
    public static var hunkBytesOf4: Field<BigEndian<UInt32>> { Field("hunkBytes", at: 44, "CHD 4") }

    // MARK: Digests

    /// MD5 of what the hunks unpack to, and that of the parent, in versions 1 to 3.
    public static let (md5, parentMD5) = (44, 60)
    /// The same as SHA-1, in version 3.
    public static let (sha1Of3, parentSHA1Of3) = (80, 100)
    /// SHA-1 of all with the metadata, that of the parent, and that of what the hunks unpack to, in version 4.
    public static let (overallSHA1, parentSHA1, rawSHA1) = (48, 68, 88)
}

/// An entry of the map of versions 3 and 4; those of versions 1 and 2 are 8 bytes, whose highest 20 bits are the length.
public enum CHDOldEntry {
    public static let length = 16
    /// In versions 1 and 2.
    public static let shortLength = 8
    public static var offset: Field<BigEndian<UInt64>> { Field("offset", at: 0, "CHD 3, 4") }
    public static var crc: Field<BigEndian<UInt32>> { Field("crc", at: 8, "CHD 3, 4") }
    /// The lower two bytes of the length; the third follows them.
    public static var lengthLow: Field<BigEndian<UInt16>> { Field("lengthLow", at: 12, "CHD 3, 4") }
    public static var lengthHigh: Field<UInt8> { Field("lengthHigh", at: 14, "CHD 3, 4") }
    /// The kind in the lower half; 0x10 where there is no CRC.
    public static var flags: Field<UInt8> { Field("flags", at: 15, "CHD 3, 4") }
    /// What stands behind the last entry, as many bytes of it as an entry has.
    public static let end = Array("EndOfListCookie\0".utf8)
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
