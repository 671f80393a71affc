public import Bytes

/// An extended attribute record (ECMA-119, 9.5), in the blocks before a file's data; kept raw.
public struct ExtendedAttributes: RawStructure {
    public let slot: Int
    public let record: Record
    /// Blocks as the directory record announces them.
    public let blocks: UInt8

    public static var owner: Field<BothEndian<UInt16>> { Field("owner", at: 0, "9.5.1") }
    public static var group: Field<BothEndian<UInt16>> { Field("group", at: 4, "9.5.2") }
    public static var permissions: Field<RawBytes> { Field("permissions", 8..<10, "9.5.3") }
    public static var creation: Field<LongDate> { Field("fileCreationDate", 10..<27, "9.5.4") }
    public static var modification: Field<LongDate> { Field("fileModificationDate", 27..<44, "9.5.5") }
    public static var expiration: Field<LongDate> { Field("fileExpirationDate", 44..<61, "9.5.6") }
    public static var effective: Field<LongDate> { Field("fileEffectiveDate", 61..<78, "9.5.7") }
    public static var format: Field<UInt8> { Field("recordFormat", at: 78, "9.5.8") }
    public static var attributes: Field<UInt8> { Field("recordAttributes", at: 79, "9.5.9") }
    public static var recordLength: Field<BothEndian<UInt16>> { Field("recordLength", at: 80, "9.5.10") }
    public static var system: Field<Text> { Field("systemIdentifier", 84..<116, "9.5.11") }
    public static var systemUse: Field<RawBytes> { Field("systemUse", 116..<180, "9.5.12") }
    /// 1.
    public static var version: Field<UInt8> { Field("version", at: 180, "9.5.13") }
    public static var escapeLength: Field<UInt8> { Field("lengthOfEscapeSequences", at: 181, "9.5.14") }
    public static var reserved: Field<Reserved> { Field("reserved", 182..<246, "9.5.15") }
    public static var applicationUseLength: Field<BothEndian<UInt16>> {
        Field("lengthOfApplicationUse", at: 246, "9.5.16")
    }

    public var prefix: String { "extendedAttributes/" }

    public var fields: [AnyField] {
        [
            Self.owner.any, Self.group.any, Self.permissions.any, Self.creation.any, Self.modification.any,
            Self.expiration.any, Self.effective.any, Self.format.any, Self.attributes.any,
            Self.recordLength.any, Self.system.any, Self.systemUse.any, Self.version.any,
            Self.escapeLength.any, Self.reserved.any, Self.applicationUseLength.any,
        ]
    }
}
