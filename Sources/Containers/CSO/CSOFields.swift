public import Bytes

// The fields of compressed ISOs of the PSP, which no standard defines (README_CSO.md and README_ZSO.md of maxcso); numbers have their
// least significant byte first.

/// The header of a CSO or ZSO.
public enum CSOHeader {
    public static let length = 24
    /// "CISO" or "ZISO".
    public static var mark: Field<Text> { Field("mark", 0..<4, "CSO") }
    /// 24; what writes version 1 often leaves it 0.
    public static var headerLength: Field<LittleEndian<UInt32>> { Field("headerLength", at: 4, "CSO") }
    public static var unpackedBytes: Field<LittleEndian<UInt64>> { Field("unpackedBytes", at: 8, "CSO") }
    public static var blockBytes: Field<LittleEndian<UInt32>> { Field("blockBytes", at: 16, "CSO") }
    public static var version: Field<UInt8> { Field("version", at: 20, "CSO") }
    /// Blocks begin at multiples of this power of 2.
    public static var indexShift: Field<UInt8> { Field("indexShift", at: 21, "CSO") }
}

/// The header of a DAX.
public enum DAXHeader {
    public static let length = 32
    public static var mark: Field<Text> { Field("mark", 0..<4, "DAX") }
    public static var unpackedBytes: Field<LittleEndian<UInt32>> { Field("unpackedBytes", at: 4, "DAX") }
    public static var version: Field<LittleEndian<UInt32>> { Field("version", at: 8, "DAX") }
    /// Runs of blocks that are stored as they are; each has 8 bytes behind the index.
    public static var plainRuns: Field<LittleEndian<UInt32>> { Field("plainRuns", at: 12, "DAX") }
    /// What each block unpacks to.
    public static let blockBytes: UInt64 = 8192
}

/// An entry of the index of a CSO or ZSO, of which there is one for each block and one for the end.
public enum CSOEntry {
    /// The place divided by 2 to the power of the shift, below the highest bit, which tells how the block is packed.
    public static var place: Field<LittleEndian<UInt32>> { Field("place", at: 0, "CSO") }
}
