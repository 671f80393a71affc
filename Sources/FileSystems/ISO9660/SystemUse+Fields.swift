public import Bytes

// The fields of system use entries, of SUSP (1.12, 5), Rock Ridge (RRIP 1.12, 4.1) and zisofs.

extension SystemUseEntry {
    public static var signatureField: Field<Text> { Field("signature", 0..<2, "SUSP, 4.1") }
    public static var length: Field<UInt8> { Field("length", at: 2, "SUSP, 4.1") }
    public static var version: Field<UInt8> { Field("version", at: 3, "SUSP, 4.1") }
    /// Of NM, SL, AL, TF and RR: what each bit means is theirs.
    public static var flags: Field<UInt8> { Field("flags", at: 4, "RRIP, 4.1") }
    /// The block of CL, PL (RRIP, 4.1.5).
    public static var location: Field<BothEndian<UInt32>> { Field("block", at: 4, "RRIP, 4.1.5") }
    /// Which extension ES selects, counted from 0.
    public static var extensionSequence: Field<UInt8> { Field("extensionSequence", at: 4, "SUSP, 5.6") }

    public var prefix: String { "\(signature)/" }

    public var fields: [AnyField] {
        let known = [Self.signatureField.any, Self.length.any, Self.version.any] + ownFields
        let whole = known.filter { $0.range.upperBound <= bytes.count }
        let end = whole.map(\.range.upperBound).max() ?? 0
        guard end < bytes.count else { return whole }
        return whole + [Field<RawBytes>("content", end..<bytes.count, "SUSP, 4.1").any]
    }

    private var ownFields: [AnyField] {
        switch signature {
        case .sp: SharingEntry.fields
        case .ce: ContinuationPointer.fields
        case .er: ExtensionEntry.fields
        case .es: [Self.extensionSequence.any]
        case .px: PosixAttributes.fields
        case .pn: DeviceEntry.fields
        case .cl, .pl: [Self.location.any]
        case .nm, .sl, .al, .rr: [Self.flags.any]
        case .tf: [Self.flags.any] + RockRidge.dateFields(of: self)
        case .zf: ZisofsEntry.fields(isSecond: ZisofsFile.isSecond(self))
        default: []
        }
    }
}

/// SP (SUSP, 5.3).
public enum SharingEntry {
    /// BE EF.
    public static var check: Field<RawBytes> { Field("check", 4..<6, "SUSP, 5.3") }
    /// Bytes to skip in every other system use area.
    public static var skip: Field<UInt8> { Field("skip", at: 6, "SUSP, 5.3") }
    static var fields: [AnyField] { [check.any, skip.any] }
}

extension ContinuationPointer {
    public static var block: Field<BothEndian<UInt32>> { Field("block", at: 4, "SUSP, 5.1") }
    public static var offset: Field<BothEndian<UInt32>> { Field("offset", at: 12, "SUSP, 5.1") }
    public static var length: Field<BothEndian<UInt32>> { Field("length", at: 20, "SUSP, 5.1") }
    static var fields: [AnyField] { [block.any, offset.any, length.any] }
}

/// ER (SUSP, 5.5): three texts follow the four numbers.
public enum ExtensionEntry {
    public static var identifierLength: Field<UInt8> { Field("identifierLength", at: 4, "SUSP, 5.5") }
    public static var descriptorLength: Field<UInt8> { Field("descriptorLength", at: 5, "SUSP, 5.5") }
    public static var sourceLength: Field<UInt8> { Field("sourceLength", at: 6, "SUSP, 5.5") }
    public static var version: Field<UInt8> { Field("extensionVersion", at: 7, "SUSP, 5.5") }
    /// Bytes before the texts.
    public static let fixedLength = 8
    static var fields: [AnyField] {
        [identifierLength.any, descriptorLength.any, sourceLength.any, version.any]
    }
}

extension PosixAttributes {
    public static var mode: Field<BothEndian<UInt32>> { Field("mode", at: 4, "RRIP, 4.1.1") }
    public static var links: Field<BothEndian<UInt32>> { Field("links", at: 12, "RRIP, 4.1.1") }
    public static var user: Field<BothEndian<UInt32>> { Field("user", at: 20, "RRIP, 4.1.1") }
    public static var group: Field<BothEndian<UInt32>> { Field("group", at: 28, "RRIP, 4.1.1") }
    public static var serial: Field<BothEndian<UInt32>> { Field("serial", at: 36, "RRIP, 4.1.1") }
    static var fields: [AnyField] { [mode.any, links.any, user.any, group.any, serial.any] }
}

/// PN (RRIP, 4.1.2): the number of a device.
public enum DeviceEntry {
    public static var high: Field<BothEndian<UInt32>> { Field("high", at: 4, "RRIP, 4.1.2") }
    public static var low: Field<BothEndian<UInt32>> { Field("low", at: 12, "RRIP, 4.1.2") }
    static var fields: [AnyField] { [high.any, low.any] }
}

extension RockRidge {
    /// The dates that a TF entry holds, in their order (RRIP, 4.1.6).
    static func dateFields(of entry: SystemUseEntry) -> [AnyField] {
        var at = 5
        return dates(of: entry).map { date in
            defer { at += date.bytes.count }
            return AnyField(
                name: date.name, offset: at, length: date.bytes.count, clause: "RRIP, 4.1.6", kind: .date)
        }
    }
}

/// ZF: how a file is compressed.
public enum ZisofsEntry {
    /// "pz" in version 1, "PZ" in version 2.
    public static var algorithm: Field<Text> { Field("algorithm", 4..<6, "zisofs, ZF") }
    /// Bytes of the header divided by 4.
    public static var headerSize: Field<UInt8> { Field("headerSize", at: 6, "zisofs, ZF") }
    public static var log2BlockSize: Field<UInt8> { Field("log2BlockSize", at: 7, "zisofs, ZF") }
    /// In version 1.
    public static var uncompressedSize: Field<BothEndian<UInt32>> {
        Field("uncompressedSize", at: 8, "zisofs, ZF")
    }
    /// In version 2.
    public static var longSize: Field<LittleEndian<UInt64>> { Field("uncompressedSize", at: 8, "zisofs, ZF") }

    static func fields(isSecond: Bool) -> [AnyField] {
        [algorithm.any, headerSize.any, log2BlockSize.any, isSecond ? longSize.any : uncompressedSize.any]
    }
}
