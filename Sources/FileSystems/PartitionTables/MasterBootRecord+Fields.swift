public import Bytes

// The fields of a master boot record (UEFI 2.11, 5.2.1).

extension MasterBootRecord {
    /// 55 AA, in whatever sector a firmware shall start.
    public static var signature: Field<LittleEndian<UInt16>> { Field("signature", at: 510, "UEFI 5.2.1") }

    /// What the two bytes of the signature are as a number.
    public static let signed: UInt16 = 0xAA55

    /// One of the four entries of the partition table.
    public static func entry(_ index: Int) -> Field<RawBytes> {
        Field("partition[\(index)]", at: 446 + 16 * index, length: 16, "UEFI 5.2.1")
    }
}

extension MBRPartition: RawStructure {
    /// 80 for the one that a BIOS starts from.
    public static var status: Field<UInt8> { Field("bootIndicator", at: 0, "UEFI 5.2.1") }
    /// Head, sector and cylinder, as an old BIOS counts.
    public static var firstPosition: Field<RawBytes> { Field("startingCHS", 1..<4, "UEFI 5.2.1") }
    /// 0 unused, EE protects a GPT, EF an EFI system partition.
    public static var type: Field<UInt8> { Field("osType", at: 4, "UEFI 5.2.1") }
    /// Number of the last head; heads count from 0.
    public static var lastHead: Field<UInt8> { Field("endingCHS/head", at: 5, "UEFI 5.2.1") }
    /// Number of the last sector of a track in the low six bits; sectors count from 1.
    public static var lastSector: Field<UInt8> { Field("endingCHS/sector", at: 6, "UEFI 5.2.1") }
    public static var lastCylinder: Field<UInt8> { Field("endingCHS/cylinder", at: 7, "UEFI 5.2.1") }
    /// Block of 512 bytes where it begins.
    public static var firstBlock: Field<LittleEndian<UInt32>> { Field("startingLBA", at: 8, "UEFI 5.2.1") }
    /// Its length in blocks.
    public static var blocks: Field<LittleEndian<UInt32>> { Field("sizeInLBA", at: 12, "UEFI 5.2.1") }

    public var prefix: String { "partition[\(number)]/" }

    public var fields: [AnyField] {
        [
            Self.status.any, Self.firstPosition.any, Self.type.any, Self.lastHead.any, Self.lastSector.any,
            Self.lastCylinder.any, Self.firstBlock.any, Self.blocks.any,
        ]
    }
}
