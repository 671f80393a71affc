public import Bytes

// The fields of a GPT header (UEFI 2.11, 5.3.2) and of a partition entry (5.3.3).

extension GUIDTable: RawStructure {
    /// "EFI PART".
    public static var signature: Field<RawBytes> { Field("signature", 0..<8, "UEFI 5.3.2") }
    public static var revision: Field<LittleEndian<UInt32>> { Field("revision", at: 8, "UEFI 5.3.2") }
    /// At least 92 bytes; so many count for the checksum.
    public static var headerSize: Field<LittleEndian<UInt32>> { Field("headerSize", at: 12, "UEFI 5.3.2") }
    /// CRC-32 of the header with this field as zero.
    public static var headerCRC: Field<LittleEndian<UInt32>> { Field("headerCRC32", at: 16, "UEFI 5.3.2") }
    public static var reserved: Field<Reserved> { Field("reserved", 20..<24, "UEFI 5.3.2") }
    /// Block of this header.
    public static var ownBlock: Field<LittleEndian<UInt64>> { Field("myLBA", at: 24, "UEFI 5.3.2") }
    /// Block of the other header.
    public static var otherBlock: Field<LittleEndian<UInt64>> { Field("alternateLBA", at: 32, "UEFI 5.3.2") }
    public static var firstUsable: Field<LittleEndian<UInt64>> {
        Field("firstUsableLBA", at: 40, "UEFI 5.3.2")
    }
    public static var lastUsable: Field<LittleEndian<UInt64>> { Field("lastUsableLBA", at: 48, "UEFI 5.3.2") }
    public static var diskGUID: Field<RawBytes> { Field("diskGUID", 56..<72, "UEFI 5.3.2") }
    /// Block where the entries begin.
    public static var entriesBlock: Field<LittleEndian<UInt64>> {
        Field("partitionEntryLBA", at: 72, "UEFI 5.3.2")
    }
    public static var entryCount: Field<LittleEndian<UInt32>> {
        Field("numberOfPartitionEntries", at: 80, "UEFI 5.3.2")
    }
    /// Bytes of an entry: 128 times a power of two.
    public static var entrySize: Field<LittleEndian<UInt32>> {
        Field("sizeOfPartitionEntry", at: 84, "UEFI 5.3.2")
    }
    /// CRC-32 of all entries.
    public static var entriesCRC: Field<LittleEndian<UInt32>> {
        Field("partitionEntryArrayCRC32", at: 88, "UEFI 5.3.2")
    }
    public static var reservedEnd: Field<Reserved> { Field("reserved", 92..<512, "UEFI 5.3.2") }

    public var prefix: String { "GPT header/" }

    public var fields: [AnyField] {
        [
            Self.signature.any, Self.revision.any, Self.headerSize.any, Self.headerCRC.any, Self.reserved.any,
            Self.ownBlock.any, Self.otherBlock.any, Self.firstUsable.any, Self.lastUsable.any,
            Self.diskGUID.any, Self.entriesBlock.any, Self.entryCount.any, Self.entrySize.any,
            Self.entriesCRC.any, Self.reservedEnd.any,
        ]
    }
}

extension GUIDPartition: RawStructure {
    /// All zero in an entry without a partition.
    public static var type: Field<RawBytes> { Field("partitionTypeGUID", 0..<16, "UEFI 5.3.3") }
    public static var identifier: Field<RawBytes> { Field("uniquePartitionGUID", 16..<32, "UEFI 5.3.3") }
    public static var firstBlock: Field<LittleEndian<UInt64>> { Field("startingLBA", at: 32, "UEFI 5.3.3") }
    /// Its last block, which belongs to it.
    public static var lastBlock: Field<LittleEndian<UInt64>> { Field("endingLBA", at: 40, "UEFI 5.3.3") }
    public static var attributes: Field<LittleEndian<UInt64>> { Field("attributes", at: 48, "UEFI 5.3.3") }
    /// UTF-16, least significant byte first, up to a NUL.
    public static var label: Field<RawBytes> { Field("partitionName", 56..<128, "UEFI 5.3.3") }

    public var prefix: String { "GPT entry[\(number)]/" }

    public var fields: [AnyField] {
        [
            Self.type.any, Self.identifier.any, Self.firstBlock.any, Self.lastBlock.any, Self.attributes.any,
            Self.label.any,
        ]
    }
}
