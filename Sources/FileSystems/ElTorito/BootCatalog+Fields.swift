public import Bytes

// The fields of a boot catalog's entries (El Torito 1.0, 2.1 to 2.5). What a byte is, is a matter of the entry's role.

extension BootCatalogEntry {
    /// Bytes of an entry.
    public static let entryLength = 32

    /// All of an entry.
    public static var header: Field<RawBytes> { Field("header", 0..<32, "El Torito, 2.1") }

    // MARK: Validation entry (2.1)

    /// 1.
    public static var headerID: Field<UInt8> { Field("headerId", at: 0, "El Torito, 2.1") }
    /// Also of a section header: 0 = 80x86, 1 = PowerPC, 2 = Mac, 0xEF = UEFI.
    public static var platform: Field<UInt8> { Field("platform", at: 1, "El Torito, 2.1, 2.3") }
    public static var reserved: Field<Reserved> { Field("reserved", 2..<4, "El Torito, 2.1") }
    public static var manufacturer: Field<Text> { Field("id", 4..<28, "El Torito, 2.1") }
    /// Makes the sum of the words zero.
    public static var checksum: Field<LittleEndian<UInt16>> { Field("checksum", at: 28, "El Torito, 2.1") }
    /// 55 AA.
    public static var key: Field<RawBytes> { Field("key", 30..<32, "El Torito, 2.1") }

    // MARK: Initial and section entry (2.2, 2.4)

    /// 88 when the image can be started.
    public static var bootIndicator: Field<UInt8> { Field("bootIndicator", at: 0, "El Torito, 2.2, 2.4") }
    /// Emulation in the low four bits.
    public static var mediaType: Field<UInt8> { Field("bootMediaType", at: 1, "El Torito, 2.2, 2.4") }
    /// Zero means 0x7C0.
    public static var loadSegment: Field<LittleEndian<UInt16>> {
        Field("loadSegment", at: 2, "El Torito, 2.2, 2.4")
    }
    /// Partition type of an emulated hard disk.
    public static var systemType: Field<UInt8> { Field("systemType", at: 4, "El Torito, 2.2, 2.4") }
    public static var unused: Field<Reserved> { Field("unused", 5..<6, "El Torito, 2.2, 2.4") }
    /// Blocks of 512 bytes that the firmware loads.
    public static var sectorCount: Field<LittleEndian<UInt16>> {
        Field("sectorCount", at: 6, "El Torito, 2.2, 2.4")
    }
    /// First 2048-byte block of the image.
    public static var loadRBA: Field<LittleEndian<UInt32>> { Field("loadRBA", at: 8, "El Torito, 2.2, 2.4") }
    /// In the initial entry.
    public static var unusedEnd: Field<Reserved> { Field("unused", 12..<32, "El Torito, 2.2") }
    /// In a section entry: 0 none, 1 language and version.
    public static var criteriaType: Field<UInt8> { Field("selectionCriteriaType", at: 12, "El Torito, 2.4") }
    public static var criteria: Field<RawBytes> { Field("selectionCriteria", 13..<32, "El Torito, 2.4") }

    // MARK: Section header (2.3)

    /// 90 when more sections follow, 91 in the last.
    public static var headerIndicator: Field<UInt8> { Field("headerIndicator", at: 0, "El Torito, 2.3") }
    /// Entries of the section.
    public static var entryCount: Field<LittleEndian<UInt16>> {
        Field("sectionEntries", at: 2, "El Torito, 2.3")
    }
    public static var sectionID: Field<Text> { Field("id", 4..<32, "El Torito, 2.3") }

    // MARK: Section extension (2.5)

    /// 44.
    public static var extensionIndicator: Field<UInt8> {
        Field("extensionIndicator", at: 0, "El Torito, 2.5")
    }
    /// Bit 5: another extension follows. In the same place as the media type of the entry that it extends.
    public static var extensionFlags: Field<UInt8> { Field("flags", at: 1, "El Torito, 2.5") }
    public static var moreCriteria: Field<RawBytes> { Field("selectionCriteria", 2..<32, "El Torito, 2.5") }

    public var prefix: String { "bootCatalog/entry[\(index)]/" }

    public var fields: [AnyField] {
        let start = [
            Self.bootIndicator.any, Self.mediaType.any, Self.loadSegment.any, Self.systemType.any,
            Self.unused.any, Self.sectorCount.any, Self.loadRBA.any,
        ]
        return switch role {
        case .validation:
            [
                Self.headerID.any, Self.platform.any, Self.reserved.any, Self.manufacturer.any,
                Self.checksum.any, Self.key.any,
            ]
        case .initial: start + [Self.unusedEnd.any]
        case .sectionEntry: start + [Self.criteriaType.any, Self.criteria.any]
        case .sectionHeader:
            [Self.headerIndicator.any, Self.platform.any, Self.entryCount.any, Self.sectionID.any]
        case .sectionExtension:
            [Self.extensionIndicator.any, Self.extensionFlags.any, Self.moreCriteria.any]
        }
    }
}
