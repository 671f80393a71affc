public import Bytes

// The fields of a Nero image's chunks, which no standard defines; all numbers have their most significant byte first. Those of
// version 1 are 4 bytes wide where they tell of places in the file, those of version 2 are 8.

/// The head of every chunk.
public enum NeroChunkHead {
    public static let length = 8
    public static var id: Field<Text> { Field("id", 0..<4, "NRG") }
    /// Bytes behind the head.
    public static var size: Field<BigEndian<UInt32>> { Field("size", at: 4, "NRG") }
}

/// The last bytes of the file.
public enum NeroTrailerFields {
    public static func length(isWide: Bool) -> Int { isWide ? 12 : 8 }
    /// "NERO" or "NER5".
    public static var mark: Field<Text> { Field("mark", 0..<4, "NRG") }
    public static func firstChunk(isWide: Bool) -> Field<BigEndianNumber> {
        Field("firstChunk", at: 4, length: isWide ? 8 : 4, "NRG")
    }
}

/// A mark of CUES or CUEX: where an index of a track is.
public enum NeroCueMark {
    public static let length = 8
    /// Two decimal digits, 00 for the lead-in, AA for the lead-out.
    public static var track: Field<UInt8> { Field("track", at: 1, "NRG") }
    public static var index: Field<UInt8> { Field("index", at: 2, "NRG") }
    /// In CUES.
    public static var time: Field<RawBytes> { Field("time", 5..<8, "NRG") }
    /// In CUEX.
    public static var lba: Field<BigEndian<Int32>> { Field("lba", at: 4, "NRG") }
}

/// DAOI or DAOX: a session that was written at once.
public enum NeroSession {
    /// Bytes before its tracks.
    public static let length = 22
    /// Seldom anything but the size of the chunk, in either byte order; nobody reads it.
    public static var size: Field<LittleEndian<UInt32>> { Field("size", at: 0, "NRG") }
    public static var catalogNumber: Field<Text> { Field("catalogNumber", 4..<17, "NRG") }
    public static var firstTrack: Field<UInt8> { Field("firstTrack", at: 20, "NRG") }
    public static var lastTrack: Field<UInt8> { Field("lastTrack", at: 21, "NRG") }
}

/// A track of DAOI or DAOX.
public enum NeroTrack {
    public static func length(isWide: Bool) -> Int { isWide ? 42 : 30 }
    public static var isrc: Field<Text> { Field("isrc", 0..<12, "NRG") }
    /// Bytes from sector to sector.
    public static var stride: Field<BigEndian<UInt16>> { Field("sectorSize", at: 12, "NRG") }
    public static var mode: Field<UInt8> { Field("mode", at: 14, "NRG") }
    public static func index0(isWide: Bool) -> Field<BigEndianNumber> { offset(0, "index0", isWide) }
    public static func index1(isWide: Bool) -> Field<BigEndianNumber> { offset(1, "index1", isWide) }
    public static func end(isWide: Bool) -> Field<BigEndianNumber> { offset(2, "end", isWide) }

    private static func offset(_ number: Int, _ name: String, _ isWide: Bool) -> Field<BigEndianNumber> {
        let width = isWide ? 8 : 4
        return Field(name, at: 18 + number * width, length: width, "NRG")
    }
}

/// A track of TINF, ETNF or ETN2, which are for discs written track by track.
public enum NeroTrackAtOnce {
    public enum Chunk: String, Sendable {
        case short = "TINF"
        case narrow = "ETNF"
        case wide = "ETN2"

        public var isWide: Bool { self == .wide }
    }

    public static func length(in chunk: Chunk) -> Int {
        switch chunk {
        case .short: 12
        case .narrow: 20
        case .wide: 32
        }
    }
    public static func offset(in chunk: Chunk) -> Field<BigEndianNumber> {
        Field("offset", at: 0, length: chunk.isWide ? 8 : 4, "NRG")
    }
    public static func size(in chunk: Chunk) -> Field<BigEndianNumber> {
        Field("size", at: chunk.isWide ? 8 : 4, length: chunk.isWide ? 8 : 4, "NRG")
    }
    /// The mode of a track's sectors is its last byte.
    public static func mode(in chunk: Chunk) -> Field<BigEndian<UInt32>> {
        Field("mode", at: chunk.isWide ? 16 : 8, "NRG")
    }
    /// Its first sector, as some writers count; TINF has none.
    public static func start(in chunk: Chunk) -> Field<BigEndian<UInt32>>? {
        chunk == .short ? nil : Field("start", at: chunk.isWide ? 20 : 12, "NRG")
    }
}
