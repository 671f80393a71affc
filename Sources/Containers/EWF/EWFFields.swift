public import Bytes

// The fields of an evidence file in the Expert Witness format, which its makers never published; they stand here as Metz describes
// them ("Expert Witness Compression Format", libewf). Numbers have their least significant byte first. Adler-32 is that of RFC 1950.

/// The head of a segment, which is a file of its own.
public enum EWFHead {
    public static let length = 13
    public static var number: Field<LittleEndian<UInt16>> { Field("segmentNumber", at: 9, "EWF") }
}

/// The descriptor that stands before every section.
public enum EWFSectionHead {
    public static let length = 76
    /// Bytes that the sum covers.
    public static let summed = 72
    public static var type: Field<Text> { Field("type", 0..<16, "EWF") }
    /// Where the next one is in the segment; that of the last is its own place.
    public static var next: Field<LittleEndian<UInt64>> { Field("next", at: 16, "EWF") }
    /// With the descriptor; some writers leave 0 in the last, and old ones in all.
    public static var size: Field<LittleEndian<UInt64>> { Field("size", at: 24, "EWF") }
    public static var sum: Field<LittleEndian<UInt32>> { Field("adler32", at: 72, "EWF") }
}

/// What was acquired: sections "volume", "disk" and "data".
public enum EWFMediaHead {
    public static let length = 1052
    public static var chunkCount: Field<LittleEndian<UInt32>> { Field("chunkCount", at: 4, "EWF") }
    public static var sectorsPerChunk: Field<LittleEndian<UInt32>> { Field("sectorsPerChunk", at: 8, "EWF") }
    public static var bytesPerSector: Field<LittleEndian<UInt32>> { Field("bytesPerSector", at: 12, "EWF") }
    public static var sectorCount: Field<LittleEndian<UInt64>> { Field("sectorCount", at: 16, "EWF") }
    /// The same for all segments of a set; zeros where the writer gives none.
    public static let identifier = 64..<80
    public static var sum: Field<LittleEndian<UInt32>> { Field("adler32", at: 1048, "EWF") }
}

/// The same in SMART and in the first versions of Expert Witness.
public enum EWFOldMediaHead {
    public static let length = 94
    public static var sectorCount: Field<LittleEndian<UInt32>> { Field("sectorCount", at: 16, "EWF") }
    public static var sum: Field<LittleEndian<UInt32>> { Field("adler32", at: 90, "EWF") }
}

/// The head of sections "table" and "table2", which lead to the chunks.
public enum EWFTableHead {
    public static let length = 24
    public static var count: Field<LittleEndian<UInt32>> { Field("entryCount", at: 0, "EWF") }
    /// What offsets count from, since EnCase 6.
    public static var base: Field<LittleEndian<UInt64>> { Field("baseOffset", at: 8, "EWF") }
    public static var sum: Field<LittleEndian<UInt32>> { Field("adler32", at: 20, "EWF") }
}

/// Section "hash".
public enum EWFHash {
    public static let length = 36
    public static let md5 = 0..<16
    public static var sum: Field<LittleEndian<UInt32>> { Field("adler32", at: 32, "EWF") }
}

/// Section "digest".
public enum EWFDigest {
    public static let length = 80
    public static let md5 = 0..<16
    public static let sha1 = 16..<36
    public static var sum: Field<LittleEndian<UInt32>> { Field("adler32", at: 76, "EWF") }
}

/// Section "error2": sectors that could not be read, and hold zeros in their place.
public enum EWFErrorsHead {
    public static let length = 520
    public static let entryLength = 8
    public static var count: Field<LittleEndian<UInt32>> { Field("entryCount", at: 0, "EWF") }
    public static var sum: Field<LittleEndian<UInt32>> { Field("adler32", at: 516, "EWF") }
}

/// Section "session": where the tracks of an optical disc begin.
public enum EWFSessionsHead {
    public static let length = 36
    public static let entryLength = 32
    public static var count: Field<LittleEndian<UInt32>> { Field("entryCount", at: 0, "EWF") }
    public static var sum: Field<LittleEndian<UInt32>> { Field("adler32", at: 32, "EWF") }
}
