public import Bytes

// The fields of a FAT boot sector with its BIOS parameter block (Microsoft, FAT32 File System Specification 1.03,
// "Boot Sector and BPB"; numbers have their least significant byte first).

extension FATBootSector {
    private static var clause: String { "FAT 1.03, BPB" }

    public static var jump: Field<RawBytes> { Field("jmpBoot", 0..<3, clause) }
    public static var oemName: Field<Text> { Field("oemName", 3..<11, clause) }
    /// 512, 1024, 2048 or 4096.
    public static var bytesPerSector: Field<LittleEndian<UInt16>> { Field("bytesPerSector", at: 11, clause) }
    /// A power of two.
    public static var sectorsPerCluster: Field<UInt8> { Field("sectorsPerCluster", at: 13, clause) }
    /// Sectors before the first allocation table.
    public static var reservedSectors: Field<LittleEndian<UInt16>> {
        Field("reservedSectors", at: 14, clause)
    }
    public static var tableCount: Field<UInt8> { Field("numberOfFATs", at: 16, clause) }
    /// Of the root directory of FAT12 and FAT16; 0 in FAT32.
    public static var rootEntries: Field<LittleEndian<UInt16>> { Field("rootEntries", at: 17, clause) }
    /// 0 where they do not fit in 16 bits.
    public static var totalSectors16: Field<LittleEndian<UInt16>> { Field("totalSectors16", at: 19, clause) }
    /// F0 for media that can be taken out, F8 for those that cannot.
    public static var media: Field<UInt8> { Field("media", at: 21, clause) }
    /// Sectors of an allocation table of FAT12 and FAT16; 0 in FAT32.
    public static var tableSectors16: Field<LittleEndian<UInt16>> { Field("sectorsPerFAT16", at: 22, clause) }
    public static var sectorsPerTrack: Field<LittleEndian<UInt16>> {
        Field("sectorsPerTrack", at: 24, clause)
    }
    public static var heads: Field<LittleEndian<UInt16>> { Field("numberOfHeads", at: 26, clause) }
    /// Sectors of the medium before the volume.
    public static var hiddenSectors: Field<LittleEndian<UInt32>> { Field("hiddenSectors", at: 28, clause) }
    public static var totalSectors32: Field<LittleEndian<UInt32>> { Field("totalSectors32", at: 32, clause) }
    /// 55 AA; firmware does not look at it.
    public static var signature: Field<LittleEndian<UInt16>> { Field("signature", at: 510, clause) }

    // MARK: FAT32

    /// Sectors of an allocation table.
    public static var tableSectors32: Field<LittleEndian<UInt32>> { Field("sectorsPerFAT32", at: 36, clause) }
    public static var rootCluster: Field<LittleEndian<UInt32>> { Field("rootCluster", at: 44, clause) }
    /// Sector of the FSInfo structure; 1 is usual, 0 and FFFF are none.
    public static var informationSector: Field<LittleEndian<UInt16>> { Field("FSInfo", at: 48, clause) }
    /// Sector of a copy of the boot sector; 6 is usual, 0 and FFFF are none.
    public static var backupSector: Field<LittleEndian<UInt16>> { Field("backupBootSector", at: 50, clause) }

    // MARK: Serial number and label

    /// The serial number that systems know the volume by ("UUID=1A2B-3C4D").
    public func serialNumber(isFAT32: Bool) -> Field<LittleEndian<UInt32>> {
        Field("volumeID", at: isFAT32 ? 67 : 39, Self.clause)
    }
    public func label(isFAT32: Bool) -> Field<Text> {
        let start = isFAT32 ? 71 : 43
        return Field("volumeLabel", start..<start + 11, Self.clause)
    }
}

/// The FSInfo structure of FAT32, which tells how much is free without a look at the table (FAT 1.03, "FSInfo Sector
/// Structure").
public struct FATInformation: Sendable, Hashable {
    public let record: Record
    private static var clause: String { "FAT 1.03, FSInfo" }

    /// "RRaA".
    public static var lead: Field<LittleEndian<UInt32>> { Field("leadSignature", at: 0, clause) }
    /// "rrAa".
    public static var signature: Field<LittleEndian<UInt32>> { Field("structSignature", at: 484, clause) }
    /// FFFFFFFF where nobody counted.
    public static var free: Field<LittleEndian<UInt32>> { Field("freeCount", at: 488, clause) }
    /// Where to look for a free cluster; FFFFFFFF where nobody knows.
    public static var next: Field<LittleEndian<UInt32>> { Field("nextFree", at: 492, clause) }
    public static var trail: Field<LittleEndian<UInt32>> { Field("trailSignature", at: 508, clause) }

    public subscript<Coding: FieldCoding>(_ field: Field<Coding>) -> Coding.Value { record[field] }

    public var isSigned: Bool {
        self[Self.lead] == 0x4161_5252 && self[Self.signature] == 0x6141_7272
            && self[Self.trail] == 0xAA55_0000
    }
}

/// An entry of a directory: a short name, or a part of a long one (FAT 1.03, "FAT Directory Structure").
public enum FATEntry {
    public static let length = 32
    private static var clause: String { "FAT 1.03, directory" }

    /// Eight bytes of name and three of extension, padded with spaces. The first byte 00 ends a directory, E5 marks a deleted
    /// entry, 05 stands for E5.
    public static var name: Field<Text> { Field("name", 0..<11, clause) }
    public static var attributes: Field<UInt8> { Field("attributes", at: 11, clause) }
    /// Bits 3 and 4: name and extension are shown in small letters.
    public static var letterCase: Field<UInt8> { Field("ntRes", at: 12, clause) }
    public static var clusterHigh: Field<LittleEndian<UInt16>> { Field("firstClusterHigh", at: 20, clause) }
    public static var clusterLow: Field<LittleEndian<UInt16>> { Field("firstClusterLow", at: 26, clause) }
    public static var size: Field<LittleEndian<UInt32>> { Field("fileSize", at: 28, clause) }

    // MARK: Parts of long names

    /// Counted from 1; bit 6 marks the last part, which stands first.
    public static var order: Field<UInt8> { Field("order", at: 0, clause) }
    /// Of the short name that follows.
    public static var checksum: Field<UInt8> { Field("checksum", at: 13, clause) }

    /// Bits of the attributes.
    static let isLabel: UInt8 = 0x08
    static let isDirectory: UInt8 = 0x10
    /// All four of them mark a part of a long name.
    static let isLongName: UInt8 = 0x0F
}
