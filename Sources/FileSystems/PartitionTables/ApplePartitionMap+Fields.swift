public import Bytes

// The fields of a driver descriptor map and of an entry of an Apple partition map (Inside Macintosh: Devices, 3-12 and
// 3-25; numbers have their most significant byte first).

extension AppleDriverMap: RawStructure {
    /// "ER".
    public static var signature: Field<RawBytes> { Field("sbSig", 0..<2, "Inside Macintosh: Devices, 3-13") }
    /// Bytes of a block of the device.
    public static var blockSize: Field<BigEndian<UInt16>> {
        Field("sbBlkSize", at: 2, "Inside Macintosh: Devices, 3-13")
    }
    /// Blocks of the device. xorriso and isohybrid write code for x86 here, which the same bytes have to be.
    public static var blockCount: Field<BigEndian<UInt32>> {
        Field("sbBlkCount", at: 4, "Inside Macintosh: Devices, 3-13")
    }

    public var prefix: String { "driver descriptor map/" }

    public var fields: [AnyField] { [Self.signature.any, Self.blockSize.any, Self.blockCount.any] }
}

extension ApplePartition: RawStructure {
    private static var clause: String { "Inside Macintosh: Devices, 3-25" }

    /// "PM".
    public static var signature: Field<RawBytes> { Field("pmSig", 0..<2, clause) }
    public static var reserved: Field<Reserved> { Field("pmSigPad", 2..<4, clause) }
    /// Entries of the map; the same in each.
    public static var entryCount: Field<BigEndian<UInt32>> { Field("pmMapBlkCnt", at: 4, clause) }
    public static var firstBlock: Field<BigEndian<UInt32>> { Field("pmPyPartStart", at: 8, clause) }
    public static var blocks: Field<BigEndian<UInt32>> { Field("pmPartBlkCnt", at: 12, clause) }
    public static var name: Field<RawBytes> { Field("pmPartName", 16..<48, clause) }
    public static var type: Field<RawBytes> { Field("pmParType", 48..<80, clause) }
    /// First block of the data, counted from the start of the partition.
    public static var firstDataBlock: Field<BigEndian<UInt32>> { Field("pmLgDataStart", at: 80, clause) }
    public static var dataBlocks: Field<BigEndian<UInt32>> { Field("pmDataCnt", at: 84, clause) }
    public static var status: Field<BigEndian<UInt32>> { Field("pmPartStatus", at: 88, clause) }

    public var prefix: String { "Apple partition[\(number)]/" }

    public var fields: [AnyField] {
        [
            Self.signature.any, Self.reserved.any, Self.entryCount.any, Self.firstBlock.any, Self.blocks.any,
            Self.name.any, Self.type.any, Self.firstDataBlock.any, Self.dataBlocks.any, Self.status.any,
        ]
    }
}
