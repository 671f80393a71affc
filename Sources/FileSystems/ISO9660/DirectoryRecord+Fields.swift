public import Bytes

// The fields of a directory record (ECMA-119, 9.1).

extension DirectoryRecord {
    public static var length: Field<UInt8> { Field("lengthOfDirectoryRecord", at: 0, "9.1.1") }
    /// Blocks of extended attributes before the data.
    public static var extendedAttributeLength: Field<UInt8> {
        Field("extendedAttributeRecordLength", at: 1, "9.1.2")
    }
    /// First block of the extent.
    public static var extent: Field<BothEndian<UInt32>> { Field("extent", at: 2, "9.1.3") }
    /// Bytes of data, without extended attributes.
    public static var dataLength: Field<BothEndian<UInt32>> { Field("dataLength", at: 10, "9.1.4") }
    public static var date: Field<ShortDate> { Field("recordingDate", at: 18, "9.1.5") }
    public static var flags: Field<UInt8> { Field("fileFlags", at: 25, "9.1.6") }
    /// Blocks of a file unit when interleaved.
    public static var fileUnitSize: Field<UInt8> { Field("fileUnitSize", at: 26, "9.1.7") }
    /// Blocks of the gap behind a file unit.
    public static var interleaveGap: Field<UInt8> { Field("interleaveGapSize", at: 27, "9.1.8") }
    public static var sequence: Field<BothEndian<UInt16>> { Field("volumeSequenceNumber", at: 28, "9.1.9") }
    public static var identifierLength: Field<UInt8> { Field("lengthOfFileIdentifier", at: 32, "9.1.10") }
    /// The only byte of the identifier of "." (0) and ".." (1).
    public static var firstIdentifierByte: Field<UInt8> { Field("fileIdentifier", at: 33, "9.1.11") }

    // Runs of fields that say one thing together.

    /// The first block of the data, behind the extended attributes: bytes 1 to 9.
    public static var start: Field<RawBytes> { Field("extent", 1..<10, "9.1.2, 9.1.3") }
    /// Extent and data length.
    public static var range: Field<RawBytes> { Field("extent", 2..<18, "9.1.3, 9.1.4") }
    /// File unit and gap.
    public static var interleaving: Field<RawBytes> { Field("fileUnitSize", 26..<28, "9.1.7, 9.1.8") }

    /// All fields before the identifier.
    public static var fixedFields: [AnyField] {
        [
            length.any, extendedAttributeLength.any, extent.any, dataLength.any, date.any, flags.any,
            fileUnitSize.any, interleaveGap.any, sequence.any, identifierLength.any,
        ]
    }
}

extension DirectoryRecord: Structure {
    public var prefix: String { "" }

    /// 9.1.11: the identifier.
    public var identifier: Field<Text> {
        Field("fileIdentifier", at: Self.fixedLength, length: Int(identifierLength), "9.1.11")
    }

    /// 9.1.12: the byte behind an identifier of even length, which makes the record even.
    public var padding: Field<Reserved>? {
        guard identifierLength % 2 == 0 else { return nil }
        return Field("paddingField", at: identifier.range.upperBound, length: 1, "9.1.12")
    }

    /// 9.1.13: what follows, up to the length of the record.
    public var systemUse: Field<RawBytes>? {
        let start = padding?.range.upperBound ?? identifier.range.upperBound
        guard start < Int(length) else { return nil }
        return Field("systemUse", start..<Int(length), "9.1.13")
    }

    public var fields: [AnyField] {
        Self.fixedFields + [identifier.any] + [padding?.any, systemUse?.any].compactMap(\.self)
    }
}
