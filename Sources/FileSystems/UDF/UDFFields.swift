public import Bytes

// The fields of the descriptors of a volume (ECMA-167, part 3/10 and 4/14; OSTA UDF 2.2). Each begins with a tag.

/// A number of four bytes, and one of two, least significant byte first.
public typealias UDFLong = Field<LittleEndian<UInt32>>
public typealias UDFWord = Field<LittleEndian<UInt16>>

/// Volume descriptors of a sequence have their number at byte 16 (3/10).
public enum UDFSequenceNumber {
    public static var number: UDFLong { Field("volumeDescriptorSequenceNumber", at: 16, "ECMA-167 3/10") }
}

/// Anchor volume descriptor pointer (3/10.2): two extents, bytes and block.
public enum UDFAnchor {
    private static var clause: String { "ECMA-167 3/10.2" }
    public static var mainLength: UDFLong { Field("mainExtent/length", at: 16, clause) }
    public static var mainBlock: UDFLong { Field("mainExtent/location", at: 20, clause) }
    public static var reserveLength: UDFLong { Field("reserveExtent/length", at: 24, clause) }
    public static var reserveBlock: UDFLong { Field("reserveExtent/location", at: 28, clause) }
}

/// Primary volume descriptor (3/10.1).
public enum UDFPrimary {
    private static var clause: String { "ECMA-167 3/10.1" }
    public static var volumeIdentifier: Field<RawBytes> { Field("volumeIdentifier", 24..<56, clause) }
    public static var volumeSetSequenceNumber: UDFWord { Field("volumeSequenceNumber", at: 56, clause) }
    public static var maximumVolumeSequenceNumber: UDFWord {
        Field("maximumVolumeSequenceNumber", at: 58, clause)
    }
    public static var volumeSetIdentifier: Field<RawBytes> { Field("volumeSetIdentifier", 72..<200, clause) }
    public static var characterSet: Field<RawBytes> { Field("descriptorCharacterSet", 200..<264, clause) }
    public static var recorded: Field<RawBytes> { Field("recordingDateAndTime", 376..<388, clause) }
    public static var implementation: Field<RawBytes> { Field("implementationIdentifier", 388..<420, clause) }
}

/// Implementation use volume descriptor with UDF's "LV Info" (UDF 2.2.7).
public enum UDFInformation {
    private static var clause: String { "UDF 2.2.7" }
    public static var implementation: Field<RawBytes> { Field("implementationIdentifier", 20..<52, clause) }
    public static var volumeIdentifier: Field<RawBytes> {
        Field("logicalVolumeIdentifier", 116..<244, clause)
    }
}

/// Partition descriptor (3/10.5).
public enum UDFPartition {
    private static var clause: String { "ECMA-167 3/10.5" }
    public static var flags: UDFWord { Field("partitionFlags", at: 20, clause) }
    public static var number: UDFWord { Field("partitionNumber", at: 22, clause) }
    public static var contents: Field<RawBytes> { Field("partitionContents", 24..<56, clause) }
    /// Bytes and block in the partition, of the bitmap of free space; 0 for none.
    public static var bitmapLength: UDFLong { Field("unallocatedSpaceBitmap/length", at: 64, clause) }
    public static var bitmapBlock: UDFLong { Field("unallocatedSpaceBitmap/position", at: 68, clause) }
    public static var accessType: UDFLong { Field("accessType", at: 184, clause) }
    /// Block at which it starts, and how many it has.
    public static var start: UDFLong { Field("partitionStartingLocation", at: 188, clause) }
    public static var length: UDFLong { Field("partitionLength", at: 192, clause) }
}

/// Logical volume descriptor (3/10.6).
public enum UDFLogicalVolume {
    private static var clause: String { "ECMA-167 3/10.6" }
    public static var characterSet: Field<RawBytes> { Field("descriptorCharacterSet", 20..<84, clause) }
    public static var volumeIdentifier: Field<RawBytes> { Field("logicalVolumeIdentifier", 84..<212, clause) }
    public static var blockSize: UDFLong { Field("logicalBlockSize", at: 212, clause) }
    public static var domain: Field<RawBytes> { Field("domainIdentifier", 216..<248, clause) }
    /// Revision of UDF in binary coded digits, such as 0201.
    public static var revision: UDFWord { Field("domainIdentifier/revision", at: 240, clause) }
    public static var fileSet: Field<RawBytes> { Field("logicalVolumeContentsUse", 248..<264, clause) }
    public static var mapTableLength: UDFLong { Field("mapTableLength", at: 264, clause) }
    public static var mapCount: UDFLong { Field("numberOfPartitionMaps", at: 268, clause) }
    public static var integrityLength: UDFLong { Field("integritySequenceExtent/length", at: 432, clause) }
    public static var integrityBlock: UDFLong { Field("integritySequenceExtent/location", at: 436, clause) }
    /// Byte at which the partition maps begin.
    public static let maps = 440
}

/// Logical volume integrity descriptor (3/10.10) with UDF's use of it (UDF 2.2.6.4).
public enum UDFIntegrity {
    private static var clause: String { "ECMA-167 3/10.10" }
    /// 0 open, 1 closed.
    public static var type: UDFLong { Field("integrityType", at: 28, clause) }
    public static var nextLength: UDFLong { Field("nextIntegrityExtent/length", at: 32, clause) }
    public static var nextBlock: UDFLong { Field("nextIntegrityExtent/location", at: 36, clause) }
    public static var nextUniqueID: Field<LittleEndian<UInt64>> { Field("uniqueID", at: 40, clause) }
    public static var partitionCount: UDFLong { Field("numberOfPartitions", at: 72, clause) }
    public static var useLength: UDFLong { Field("lengthOfImplementationUse", at: 76, clause) }
    /// Byte at which the tables of free blocks and of sizes begin.
    public static let tables = 80
    // Counted from the beginning of the implementation use, behind the tables.
    public static let files = 32
    public static let directories = 36
}

/// File set descriptor (4/14.1).
public enum UDFFileSet {
    private static var clause: String { "ECMA-167 4/14.1" }
    public static var characterSet: Field<RawBytes> { Field("fileSetCharacterSet", 240..<304, clause) }
    public static var number: UDFLong { Field("fileSetNumber", at: 40, clause) }
    public static var volumeIdentifier: Field<RawBytes> {
        Field("logicalVolumeIdentifier", 112..<240, clause)
    }
    public static var identifier: Field<RawBytes> { Field("fileSetIdentifier", 304..<336, clause) }
    public static var root: Field<RawBytes> { Field("rootDirectoryICB", 400..<416, clause) }
    public static var revision: UDFWord { Field("domainIdentifier/revision", at: 440, clause) }
    public static var next: Field<RawBytes> { Field("nextExtent", 448..<464, clause) }
    public static var streams: Field<RawBytes> { Field("systemStreamDirectoryICB", 464..<480, clause) }
}

/// File identifier descriptor (4/14.4): an entry of a directory.
public enum UDFIdentifier {
    private static var clause: String { "ECMA-167 4/14.4" }
    /// Bytes before the implementation use.
    public static let length = 38
    public static var characteristics: Field<UInt8> { Field("fileCharacteristics", at: 18, clause) }
    public static var nameLength: Field<UInt8> { Field("lengthOfFileIdentifier", at: 19, clause) }
    public static var icb: Field<RawBytes> { Field("ICB", 20..<36, clause) }
    /// The lower half of the unique number of what it names (UDF 2.3.4.3).
    public static var uniqueID: UDFLong { Field("ICB/uniqueID", at: 32, clause) }
    public static var useLength: UDFWord { Field("lengthOfImplementationUse", at: 36, clause) }

    /// Bits of the characteristics.
    public static let isDirectory: UInt8 = 2
    public static let isDeleted: UInt8 = 4
    public static let isParent: UInt8 = 8
}

/// Where something lies: bytes, block and partition reference (4/14.14.2), as in `long_ad`; `short_ad` leaves the last out.
public struct UDFAddress: Sendable, Hashable {
    /// What the two highest bits of the length say (4/14.14.1.1).
    public enum Recording: UInt32, Sendable { case recorded, allocated, absent, continuation }

    public let length: UInt32
    public let block: UInt32
    /// Index of the partition map.
    public let reference: UInt16
    public let recording: Recording

    init(_ bytes: ArraySlice<UInt8>, reference: UInt16? = nil) {
        let record = Record(bytes)
        let raw = record.u32le(0)
        length = raw & 0x3FFF_FFFF
        recording = Recording(rawValue: raw >> 30) ?? .recorded
        block = record.u32le(4)
        self.reference = reference ?? record.u16le(8)
    }

    init(block: UInt32, reference: UInt16, length: UInt32 = 0) {
        self.block = block
        self.reference = reference
        self.length = length
        recording = .recorded
    }
}

extension UDFKind {
    /// The fields of a descriptor of the volume, behind its tag.
    var fields: [AnyField] {
        switch self {
        case .anchor:
            [
                UDFAnchor.mainLength.any, UDFAnchor.mainBlock.any, UDFAnchor.reserveLength.any,
                UDFAnchor.reserveBlock.any,
            ]
        case .primary:
            [
                UDFSequenceNumber.number.any, UDFPrimary.volumeIdentifier.any,
                UDFPrimary.volumeSetSequenceNumber.any, UDFPrimary.maximumVolumeSequenceNumber.any,
                UDFPrimary.volumeSetIdentifier.any, UDFPrimary.characterSet.any, UDFPrimary.recorded.any,
                UDFPrimary.implementation.any,
            ]
        case .implementationUse:
            [
                UDFSequenceNumber.number.any, UDFInformation.implementation.any,
                UDFInformation.volumeIdentifier.any,
            ]
        case .partition:
            [
                UDFSequenceNumber.number.any, UDFPartition.flags.any, UDFPartition.number.any,
                UDFPartition.contents.any, UDFPartition.bitmapLength.any, UDFPartition.bitmapBlock.any,
                UDFPartition.accessType.any, UDFPartition.start.any, UDFPartition.length.any,
            ]
        case .logicalVolume:
            [
                UDFSequenceNumber.number.any, UDFLogicalVolume.characterSet.any,
                UDFLogicalVolume.volumeIdentifier.any, UDFLogicalVolume.blockSize.any,
                UDFLogicalVolume.domain.any, UDFLogicalVolume.fileSet.any,
                UDFLogicalVolume.mapTableLength.any, UDFLogicalVolume.mapCount.any,
                UDFLogicalVolume.integrityLength.any, UDFLogicalVolume.integrityBlock.any,
            ]
        case .integrity:
            [
                UDFIntegrity.type.any, UDFIntegrity.nextLength.any, UDFIntegrity.nextBlock.any,
                UDFIntegrity.nextUniqueID.any, UDFIntegrity.partitionCount.any, UDFIntegrity.useLength.any,
            ]
        case .fileSet:
            [
                UDFFileSet.number.any, UDFFileSet.volumeIdentifier.any, UDFFileSet.characterSet.any,
                UDFFileSet.identifier.any, UDFFileSet.root.any, UDFFileSet.next.any, UDFFileSet.streams.any,
            ]
        default: []
        }
    }
}
