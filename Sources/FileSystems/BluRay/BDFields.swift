public import Bytes

// The fields of the files of BDMV (Blu-ray Disc Read-Only Format, part 3, as programs and discs show it). Numbers have their most
// significant byte first.

/// A number of four bytes, most significant byte first.
public typealias BDLong = Field<BigEndian<UInt32>>

/// What all files of BDMV begin with: which kind it is, and in which version.
public enum BDHeader {
    private static var clause: String { "BD-ROM part 3, header" }
    public static var identifier: Field<Text> { Field("identifier", 0..<4, clause) }
    public static var version: Field<Text> { Field("version", 4..<8, clause) }
}

/// index.bdmv and MovieObject.bdmv.
enum BDNavigation {
    private static var clause: String { "BD-ROM part 3, index.bdmv" }
    static var indexes: BDLong { Field("indexesStart", at: 8, clause) }
    static var extensionData: BDLong { Field("extensionStart", at: 12, clause) }
    static var objectExtensionData: BDLong { Field("extensionStart", at: 8, clause) }
}

/// A playlist, nnnnn.mpls.
enum BDPlaylistTable {
    private static var clause: String { "BD-ROM part 3, mpls" }
    static var items: BDLong { Field("playListStart", at: 8, clause) }
    static var marks: BDLong { Field("playListMarkStart", at: 12, clause) }
    static var extensionData: BDLong { Field("extensionStart", at: 16, clause) }
}

/// What is told of a clip, nnnnn.clpi.
public enum BDClipTable {
    private static var clause: String { "BD-ROM part 3, clpi" }
    static var sequences: BDLong { Field("sequenceInfoStart", at: 8, clause) }
    static var programs: BDLong { Field("programInfoStart", at: 12, clause) }
    static var points: BDLong { Field("cpiStart", at: 16, clause) }
    static var marks: BDLong { Field("clipMarkStart", at: 20, clause) }
    static var extensionData: BDLong { Field("extensionStart", at: 24, clause) }
    /// Packets of the stream, 192 bytes each.
    public static var packets: BDLong { Field("sourcePackets", at: 56, clause) }
}

/// How a stream is cut: packets of MPEG-2 with four bytes before each, 32 of them to a unit (BD-ROM part 3, BDAV MPEG-2 transport stream).
public enum BDPacket {
    public static let length: UInt64 = 192
    public static let unit: UInt64 = 6_144
    /// Where in a packet its mark stands, and which it is (ISO/IEC 13818-1, 2.4.3.2).
    public static let markAt: UInt64 = 4
    public static let mark: UInt8 = 0x47
}
