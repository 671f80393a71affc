public import Bytes

/// A file entry or extended file entry (ECMA-167, 4/14.9 and 4/14.17): what is known of a file besides its name.
public struct UDFEntry: RawStructure, Hashable {
    public let record: Record
    /// The block where it lies, counted in its partition, and the index of that partition's map.
    public let block: UInt32
    public let reference: UInt16

    public init(_ record: Record, block: UInt32, reference: UInt16) {
        self.record = record
        self.block = block
        self.reference = reference
    }

    public var descriptor: UDFDescriptor { UDFDescriptor(record, block: block) }
    public var prefix: String { "" }
    public var fields: [AnyField] {
        UDFTag.fields + [
            Self.strategy.any, Self.fileType.any, Self.flags.any, Self.linkCount.any,
            Self.informationLength.any, blocksRecorded.any, uniqueID.any, attributesLength.any,
            descriptorsLength.any,
            Field<RawBytes>("allocationDescriptors", at: headLength, length: 16, Self.clause).any,
        ]
    }
    /// Whether it is an extended one, whose fields stand later from byte 64 on.
    public var isExtended: Bool { self[UDFTag.identifier] == UDFKind.extendedFileEntry.rawValue }

    private static var clause: String { "ECMA-167 4/14.9" }
    private func long(_ name: String, _ at: Int, _ extended: Int) -> UDFLong {
        Field(name, at: isExtended ? extended : at, Self.clause)
    }
    private func huge(_ name: String, _ at: Int, _ extended: Int) -> Field<LittleEndian<UInt64>> {
        Field(name, at: isExtended ? extended : at, Self.clause)
    }

    // MARK: ICB tag (4/14.6)

    public static var strategy: UDFWord { Field("icbTag/strategyType", at: 20, "ECMA-167 4/14.6") }
    public static var fileType: Field<UInt8> { Field("icbTag/fileType", at: 27, "ECMA-167 4/14.6") }
    public static var flags: UDFWord { Field("icbTag/flags", at: 34, "ECMA-167 4/14.6") }
    public static var linkCount: UDFWord { Field("fileLinkCount", at: 48, clause) }
    public static var informationLength: Field<LittleEndian<UInt64>> {
        Field("informationLength", at: 56, clause)
    }

    /// How its allocation descriptors are made (4/14.6.8).
    public enum Allocation: UInt16, Sendable { case short, long, extended, embedded }

    public var allocation: Allocation? { Allocation(rawValue: self[Self.flags] & 7) }
    public var fileType: UInt8 { self[Self.fileType] }
    public var isDirectory: Bool { fileType == 4 || fileType == 13 }

    public var objectSize: UInt64 { isExtended ? record.u64le(64) : self[Self.informationLength] }
    public var blocksRecorded: Field<LittleEndian<UInt64>> { huge("logicalBlocksRecorded", 64, 72) }
    public var uniqueID: Field<LittleEndian<UInt64>> { huge("uniqueID", 160, 200) }
    public var attributesLength: UDFLong { long("lengthOfExtendedAttributes", 168, 208) }
    public var descriptorsLength: UDFLong { long("lengthOfAllocationDescriptors", 172, 212) }
    /// Where its streams are named; a length of 0 for none.
    public var streams: UDFAddress? {
        guard isExtended else { return nil }
        let address = UDFAddress(record.slice(152, 16))
        return address.length > 0 ? address : nil
    }

    /// Bytes of its fields, before the extended attributes.
    public var headLength: Int { isExtended ? 216 : 176 }
    /// Its allocation descriptors, or its data where it is embedded.
    public var descriptors: Range<Int> {
        let start = headLength + Int(self[attributesLength])
        return start..<start + Int(self[descriptorsLength])
    }
    public var attributes: Range<Int> { headLength..<headLength + Int(self[attributesLength]) }
}
