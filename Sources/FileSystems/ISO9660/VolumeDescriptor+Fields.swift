public import Bytes

// The fields of volume descriptors (ECMA-119, 8). Byte positions are counted from zero, the standard counts from one.

extension VolumeDescriptor: RawStructure {
    public static var type: Field<UInt8> { Field("type", at: 0, "8.1.1") }
    /// "CD001".
    public static var standardIdentifier: Field<Text> { Field("standardIdentifier", 1..<6, "8.1.2") }
    /// 1, and 2 for an enhanced descriptor.
    public static var version: Field<UInt8> { Field("version", at: 6, "8.1.3") }

    // MARK: Primary, supplementary and enhanced

    /// In a supplementary descriptor; unused in a primary one.
    public static var volumeFlags: Field<UInt8> { Field("volumeFlags", at: 7, "8.5.3") }
    public static var unusedBeforeSize: Field<Reserved> { Field("unused", 72..<80, "8.4.7") }
    /// Logical blocks in the volume.
    public static var volumeSpaceSize: Field<BothEndian<UInt32>> { Field("volumeSpaceSize", at: 80, "8.4.8") }
    /// The character sets of a supplementary descriptor; unused in a primary one.
    public static var escapeSequences: Field<RawBytes> { Field("escapeSequences", 88..<120, "8.5.6") }
    public static var volumeSetSize: Field<BothEndian<UInt16>> { Field("volumeSetSize", at: 120, "8.4.10") }
    public static var volumeSequenceNumber: Field<BothEndian<UInt16>> {
        Field("volumeSequenceNumber", at: 124, "8.4.11")
    }
    /// Bytes in a logical block.
    public static var logicalBlockSize: Field<BothEndian<UInt16>> {
        Field("logicalBlockSize", at: 128, "8.4.12")
    }
    /// Bytes in a path table.
    public static var pathTableSize: Field<BothEndian<UInt32>> { Field("pathTableSize", at: 132, "8.4.13") }
    /// Block of the L path table, little-endian only.
    public static var typeLPathTable: Field<LittleEndian<UInt32>> {
        Field("typeLPathTable", at: 140, "8.4.14")
    }
    public static var optionalTypeLPathTable: Field<LittleEndian<UInt32>> {
        Field("optionalTypeLPathTable", at: 144, "8.4.15")
    }
    /// Block of the M path table, big-endian only.
    public static var typeMPathTable: Field<BigEndian<UInt32>> { Field("typeMPathTable", at: 148, "8.4.16") }
    public static var optionalTypeMPathTable: Field<BigEndian<UInt32>> {
        Field("optionalTypeMPathTable", at: 152, "8.4.17")
    }
    public static var rootDirectoryRecord: Field<RawBytes> {
        Field("rootDirectoryRecord", 156..<190, "8.4.18")
    }
    /// 1, and 2 for an enhanced descriptor.
    public static var fileStructureVersion: Field<UInt8> { Field("fileStructureVersion", at: 881, "8.4.31") }
    public static var reservedBeforeUse: Field<Reserved> { Field("reserved", 882..<883, "8.4.31") }
    /// For the authoring program.
    public static var applicationUse: Field<RawBytes> { Field("applicationUse", 883..<1395, "8.4.32") }
    public static var reservedEnd: Field<Reserved> { Field("reserved", 1395..<Int.sector, "8.4.33") }

    // Runs of fields that say one thing together.

    /// All of the sector.
    public static var whole: Field<RawBytes> { Field("descriptor", 0..<Int.sector, "8") }
    /// Set size and number of the volume in it.
    public static var setNumbers: Field<RawBytes> { Field("volumeSetSize", 120..<128, "8.4.10, 8.4.11") }
    /// The blocks of the path tables, from L to M.
    public static var pathTableBlocks: Field<RawBytes> { Field("typeLPathTable", 140..<152, "8.4.14-8.4.16") }

    // Marks of other standards in the same bytes.

    /// "CD-XA001" in the application use area.
    public static var xaLabel: Field<Text> { Field("CD-XA label", 1024..<1032, "CD-ROM XA, II.2.5") }
    /// "CDROM" where High Sierra has its identifier.
    public static var highSierraIdentifier: Field<Text> { Field("standardIdentifier", 9..<14, "High Sierra") }

    /// A field of the root directory record, as it stands in the descriptor.
    public static func root<Coding>(_ field: Field<Coding>) -> Field<Coding> {
        field.inside(rootDirectoryRecord)
    }

    // MARK: Boot record (8.2), as El Torito uses it (figure 7)

    public static var bootSystemIdentifier: Field<Text> { Field("bootSystemIdentifier", 7..<39, "8.2.4") }
    public static var bootUnused: Field<Reserved> { Field("unused", 39..<71, "El Torito, figure 7") }
    /// First block of the boot catalog.
    public static var bootCatalogPointer: Field<LittleEndian<UInt32>> {
        Field("bootCatalogPointer", at: 71, "El Torito, figure 7")
    }
    public static var bootUnusedEnd: Field<Reserved> {
        Field("unused", 75..<Int.sector, "El Torito, figure 7")
    }

    // MARK: Volume partition descriptor (8.6) and terminator (8.3)

    public static var partitionUnused: Field<Reserved> { Field("unused", 7..<8, "8.6.4") }
    public static var partitionIdentifier: Field<Text> {
        Field("volumePartitionIdentifier", 40..<72, "8.6.6")
    }
    public static var partitionLocation: Field<BothEndian<UInt32>> {
        Field("volumePartitionLocation", at: 72, "8.6.7")
    }
    public static var partitionSize: Field<BothEndian<UInt32>> {
        Field("volumePartitionSize", at: 80, "8.6.8")
    }
    /// Location and size.
    public static var partition: Field<RawBytes> { Field("volumePartitionLocation", 72..<88, "8.6.7, 8.6.8") }
    public static var partitionSystemUse: Field<RawBytes> { Field("systemUse", 88..<Int.sector, "8.6.9") }
    public static var terminatorReserved: Field<Reserved> { Field("reserved", 7..<Int.sector, "8.3.4") }

    // MARK: All of them

    public var prefix: String { "\(tag)/" }

    public var fields: [AnyField] {
        [Self.type.any, Self.standardIdentifier.any, Self.version.any] + ownFields
    }

    private var ownFields: [AnyField] {
        switch kind {
        case .primary: volumeFields(isPrimary: true)
        case .supplementary, .enhanced: volumeFields(isPrimary: false)
        case .bootRecord:
            [
                Self.bootSystemIdentifier.any, Self.bootUnused.any, Self.bootCatalogPointer.any,
                Self.bootUnusedEnd.any,
            ]
        case .partition:
            [
                Self.partitionUnused.any, TextField.system.any, Self.partitionIdentifier.any,
                Self.partitionLocation.any, Self.partitionSize.any, Self.partitionSystemUse.any,
            ]
        case .terminator, .foreign, .unknown: [Self.terminatorReserved.any]
        }
    }

    private func volumeFields(isPrimary: Bool) -> [AnyField] {
        let unused = { (field: AnyField) in
            AnyField(
                name: "unused", offset: field.offset, length: field.length, clause: "8.4", kind: .reserved)
        }
        let (flags, escapes) = (Self.volumeFlags.any, Self.escapeSequences.any)
        let root = DirectoryRecord.fixedFields + [DirectoryRecord.firstIdentifierByte.any]
        return [
            isPrimary ? unused(flags) : flags, TextField.system.any, TextField.volume.any,
            Self.unusedBeforeSize.any, Self.volumeSpaceSize.any, isPrimary ? unused(escapes) : escapes,
            Self.volumeSetSize.any, Self.volumeSequenceNumber.any, Self.logicalBlockSize.any,
            Self.pathTableSize.any, Self.typeLPathTable.any, Self.optionalTypeLPathTable.any,
            Self.typeMPathTable.any, Self.optionalTypeMPathTable.any,
        ] + root.map { $0.inside(Self.rootDirectoryRecord) }
            + (TextField.identifiers.dropFirst(2) + TextField.fileIdentifiers).map(\.any)
            + DateField.all.map(\.any)
            + [
                Self.fileStructureVersion.any, Self.reservedBeforeUse.any, Self.applicationUse.any,
                Self.reservedEnd.any,
            ]
    }
}
