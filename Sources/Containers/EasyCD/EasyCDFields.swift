public import Bytes

// The fields of an Easy CD Creator image (CIF), which no standard defines; numbers have their least significant byte first.

/// The head of every chunk.
public enum EasyCDChunkHead {
    public static let length = 12
    public static var mark: Field<Text> { Field("mark", 0..<4, "CIF") }
    /// Bytes from the type on.
    public static var size: Field<LittleEndian<UInt32>> { Field("size", at: 4, "CIF") }
    public static var type: Field<Text> { Field("type", 8..<12, "CIF") }
}

/// Payload of the chunk "ofs ", which tells where the chunks of the tracks are.
public enum EasyCDIndex {
    /// Bytes before its entries.
    public static let length = 10
    public static let entryLength = 22
    public static var count: Field<LittleEndian<UInt16>> { Field("count", at: 8, "CIF") }
    /// Of an entry: bytes of the chunk from its type on.
    public static var size: Field<LittleEndian<UInt32>> { Field("size", at: 4, "CIF") }
    /// Of an entry: the type of the chunk.
    public static var position: Field<LittleEndian<UInt32>> { Field("position", at: 12, "CIF") }
}

/// The descriptors in the chunk "disc": of the disc, of a session, of a track. Each begins with its length.
public enum EasyCDDescriptor {
    /// Bytes of the payload before the first.
    public static let first = 8
    public static var size: Field<LittleEndian<UInt16>> { Field("size", at: 0, "CIF") }
    /// Of the disc: sessions; of a session: tracks.
    public static var count: Field<LittleEndian<UInt16>> { Field("count", at: 2, "CIF") }
    /// Of the disc.
    public static var titleSize: Field<LittleEndian<UInt16>> { Field("titleSize", at: 6, "CIF") }
    /// Of the disc: where its title begins.
    public static let title = 16
}

/// The descriptor of a track.
public enum EasyCDTrack {
    /// Bytes it has at least.
    public static let length = 24
    public static var sectors: Field<LittleEndian<UInt32>> { Field("sectors", at: 4, "CIF") }
    /// 0 audio, 1 Mode 1, 2 XA Form 1, 4 XA with both forms.
    public static var type: Field<LittleEndian<UInt16>> { Field("type", at: 10, "CIF") }
    /// Of audio.
    public static var isrc: Field<Text> { Field("isrc", 229..<241, "CIF") }
    /// Of audio.
    public static var title: Field<Text> { Field("title", 293..<493, "CIF") }
}
