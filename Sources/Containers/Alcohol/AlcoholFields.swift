public import Bytes

// The fields of an Alcohol 120% descriptor (MDS), which no standard defines; numbers have their least significant byte first.
// Offsets between its parts count from the beginning of the file.

/// The first 88 bytes.
public enum AlcoholHeader {
    public static var signature: Field<Text> { Field("signature", 0..<16, "MDS") }
    /// 1; 2 has an encrypted descriptor.
    public static var version: Field<UInt8> { Field("version", at: 16, "MDS") }
    /// 0 to 2 for CDs, 10 (hexadecimal) and more for DVDs.
    public static var medium: Field<LittleEndian<UInt16>> { Field("medium", at: 18, "MDS") }
    public static var sessionCount: Field<LittleEndian<UInt16>> { Field("sessionCount", at: 20, "MDS") }
    public static var sessions: Field<LittleEndian<UInt32>> { Field("sessions", at: 0x50, "MDS") }
}

/// A session.
public enum AlcoholSession {
    public static let length = 24
    public static var number: Field<LittleEndian<UInt16>> { Field("number", at: 8, "MDS") }
    /// Track blocks, of which those of points A0 to A2 are no tracks.
    public static var blockCount: Field<UInt8> { Field("blockCount", at: 10, "MDS") }
    public static var pointCount: Field<UInt8> { Field("pointCount", at: 11, "MDS") }
    public static var firstTrack: Field<LittleEndian<UInt16>> { Field("firstTrack", at: 12, "MDS") }
    public static var lastTrack: Field<LittleEndian<UInt16>> { Field("lastTrack", at: 14, "MDS") }
    public static var blocks: Field<LittleEndian<UInt32>> { Field("blocks", at: 20, "MDS") }
}

/// A point of the table of contents: a track, or one of A0 to A2.
public enum AlcoholTrack {
    public static let length = 80
    public static var mode: Field<UInt8> { Field("mode", at: 0, "MDS") }
    /// 8 where 96 bytes of sub-channel stand behind each sector.
    public static var subchannel: Field<UInt8> { Field("subchannel", at: 1, "MDS") }
    public static var point: Field<UInt8> { Field("point", at: 4, "MDS") }
    /// Minute, second and frame as plain numbers.
    public static var time: Field<RawBytes> { Field("time", 9..<12, "MDS") }
    /// Of a CD: where pregap and length are.
    public static var extra: Field<LittleEndian<UInt32>> { Field("extra", at: 12, "MDS") }
    /// Of a DVD: sectors, at the same place.
    public static var sectors: Field<LittleEndian<UInt32>> { Field("sectors", at: 12, "MDS") }
    public static var stride: Field<LittleEndian<UInt16>> { Field("sectorSize", at: 16, "MDS") }
    public static var lba: Field<LittleEndian<Int32>> { Field("lba", at: 0x24, "MDS") }
    public static var offset: Field<LittleEndian<UInt64>> { Field("offset", at: 0x28, "MDS") }
    public static var fileCount: Field<LittleEndian<UInt32>> { Field("fileCount", at: 0x30, "MDS") }
    public static var files: Field<LittleEndian<UInt32>> { Field("files", at: 0x34, "MDS") }
}

/// What a track of a CD has besides.
public enum AlcoholExtra {
    public static let length = 8
    public static var pregap: Field<LittleEndian<UInt32>> { Field("pregap", at: 0, "MDS") }
    public static var sectors: Field<LittleEndian<UInt32>> { Field("sectors", at: 4, "MDS") }
}

/// A file that holds sectors.
public enum AlcoholFile {
    public static let length = 16
    /// Where its name is.
    public static var name: Field<LittleEndian<UInt32>> { Field("name", at: 0, "MDS") }
    /// 1 for a name in UTF-16.
    public static var isWide: Field<LittleEndian<UInt32>> { Field("isWide", at: 4, "MDS") }
}
