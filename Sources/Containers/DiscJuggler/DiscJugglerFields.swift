public import Bytes

// The fields of a DiscJuggler image (CDI), which no standard defines; numbers have their least significant byte first. What
// stands between names and texts of any length is a structure of its own here.

/// The last 8 bytes of the file.
public enum DiscJugglerTrailer {
    public static let length = 8
    public static var version: Field<LittleEndian<UInt32>> { Field("version", at: 0, "CDI") }
    /// Of the descriptor: from the beginning of the file, in version 3.5 from its end.
    public static var position: Field<LittleEndian<UInt32>> { Field("position", at: 4, "CDI") }
}

/// What follows the marks of a track and the name of the file that it came from.
public enum DiscJugglerSource {
    /// Bytes up to the length of the name, which is one byte.
    public static let nameLength = 4
    /// Counted from behind the name. Where it has its highest bit, 8 more bytes follow: the capacity of the disc.
    public static var capacity: Field<LittleEndian<UInt32>> { Field("capacity", at: 19, "CDI") }
    public static let lengthWithCapacity = 31
    public static let length = 23
}

/// A track, from behind its indices and texts on.
public enum DiscJugglerTrack {
    public static let length = 73
    /// 0 for audio, 1, 2.
    public static var mode: Field<LittleEndian<UInt32>> { Field("mode", at: 0, "CDI") }
    public static var session: Field<LittleEndian<UInt32>> { Field("session", at: 8, "CDI") }
    /// Of INDEX 00, counted from the first pregap of the disc.
    public static var start: Field<LittleEndian<Int32>> { Field("start", at: 16, "CDI") }
    /// Sectors with the pregap.
    public static var total: Field<LittleEndian<UInt32>> { Field("total", at: 20, "CDI") }
    /// How much of a sector is stored: 0 its data, 1 from behind the header on, 2 all, 3 and 4 with sub-channel.
    public static var readMode: Field<LittleEndian<UInt32>> { Field("readMode", at: 40, "CDI") }
    public static var totalAgain: Field<LittleEndian<UInt32>> { Field("totalAgain", at: 49, "CDI") }
    public static var isrc: Field<Text> { Field("isrc", 57..<69, "CDI") }
    public static var hasISRC: Field<LittleEndian<UInt32>> { Field("hasISRC", at: 69, "CDI") }
}
