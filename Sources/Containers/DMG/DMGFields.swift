public import Bytes

// The fields of an Apple disk image (UDIF), which Apple does not document; numbers have their most significant byte first.

/// The trailer, the last 512 bytes of the file, or in old ones the first.
public enum DMGTrailer {
    public static let length = 512
    /// "koly".
    public static var mark: Field<Text> { Field("mark", 0..<4, "UDIF") }
    /// 4.
    public static var version: Field<BigEndian<UInt32>> { Field("version", at: 4, "UDIF") }
    /// 512.
    public static var headerLength: Field<BigEndian<UInt32>> { Field("headerLength", at: 8, "UDIF") }
    public static var dataOffset: Field<BigEndian<UInt64>> { Field("dataOffset", at: 24, "UDIF") }
    public static var dataLength: Field<BigEndian<UInt64>> { Field("dataLength", at: 32, "UDIF") }
    public static var resourceOffset: Field<BigEndian<UInt64>> { Field("resourceOffset", at: 40, "UDIF") }
    public static var resourceLength: Field<BigEndian<UInt64>> { Field("resourceLength", at: 48, "UDIF") }
    /// 0 or 1 where the image is one file.
    public static var segments: Field<BigEndian<UInt32>> { Field("segments", at: 60, "UDIF") }
    /// Of the packed data.
    public static let dataSum = 80
    public static var listOffset: Field<BigEndian<UInt64>> { Field("listOffset", at: 216, "UDIF") }
    public static var listLength: Field<BigEndian<UInt64>> { Field("listLength", at: 224, "UDIF") }
    /// Of the checksums of the partitions.
    public static let masterSum = 352
    /// Of 512 bytes each.
    public static var sectors: Field<BigEndian<UInt64>> { Field("sectors", at: 492, "UDIF") }
}

/// The table of a partition.
public enum DMGTable {
    public static let length = 204
    /// "mish".
    public static var mark: Field<Text> { Field("mark", 0..<4, "UDIF") }
    public static var firstSector: Field<BigEndian<UInt64>> { Field("firstSector", at: 8, "UDIF") }
    public static var sectors: Field<BigEndian<UInt64>> { Field("sectors", at: 16, "UDIF") }
    public static var dataOffset: Field<BigEndian<UInt64>> { Field("dataOffset", at: 24, "UDIF") }
    /// Of the unpacked partition, without the runs that are left out.
    public static let sum = 64
    public static var runs: Field<BigEndian<UInt32>> { Field("runs", at: 200, "UDIF") }
}

/// A run of sectors in the table of a partition.
public enum DMGRunFields {
    public static let length = 40
    public static var kind: Field<BigEndian<UInt32>> { Field("kind", at: 0, "UDIF") }
    /// Counted from the first of the partition.
    public static var sector: Field<BigEndian<UInt64>> { Field("sector", at: 8, "UDIF") }
    public static var sectors: Field<BigEndian<UInt64>> { Field("sectors", at: 16, "UDIF") }
    /// Counted from where the data of the partition begins.
    public static var offset: Field<BigEndian<UInt64>> { Field("offset", at: 24, "UDIF") }
    public static var bytes: Field<BigEndian<UInt64>> { Field("bytes", at: 32, "UDIF") }
}

/// A checksum: its type, its number of bits, and its bytes.
public enum DMGSum {
    public static var kind: Field<BigEndian<UInt32>> { Field("kind", at: 0, "UDIF") }
    public static var bits: Field<BigEndian<UInt32>> { Field("bits", at: 4, "UDIF") }
    public static let bytes = 8
}
