public import Bytes

/// The sixteen bytes that begin every descriptor (ECMA-167, 3/7.2 and 4/7.2; numbers have their least significant byte first).
public enum UDFTag {
    public static let length = 16
    private static var clause: String { "ECMA-167 3/7.2" }

    public static var identifier: Field<LittleEndian<UInt16>> { Field("tagIdentifier", at: 0, clause) }
    /// 2 with NSR02, 3 with NSR03.
    public static var version: Field<LittleEndian<UInt16>> { Field("descriptorVersion", at: 2, clause) }
    /// The sum of the other fifteen bytes, modulo 256.
    public static var checksum: Field<UInt8> { Field("tagChecksum", at: 4, clause) }
    public static var reserved: Field<Reserved> { Field("reserved", 5..<6, clause) }
    public static var serialNumber: Field<LittleEndian<UInt16>> { Field("tagSerialNumber", at: 6, clause) }
    public static var crc: Field<LittleEndian<UInt16>> { Field("descriptorCRC", at: 8, clause) }
    /// Bytes behind the tag that the CRC is over.
    public static var crcLength: Field<LittleEndian<UInt16>> { Field("descriptorCRCLength", at: 10, clause) }
    /// The block where it lies: of the volume for descriptors of part 3, else of its partition.
    public static var location: Field<LittleEndian<UInt32>> { Field("tagLocation", at: 12, clause) }

    static var fields: [AnyField] {
        [
            identifier.any, version.any, checksum.any, reserved.any, serialNumber.any, crc.any, crcLength.any,
            location.any,
        ]
    }
}

/// What a descriptor is, by the identifier in its tag (ECMA-167, 3/7.2.1 and 4/7.2.1).
public enum UDFKind: UInt16, Sendable, Hashable, CaseIterable {
    case primary = 1
    case anchor, pointer, implementationUse, partition, logicalVolume, unallocatedSpace, terminating,
        integrity
    case fileSet = 256
    case fileIdentifier, allocationExtent, indirectEntry, terminalEntry, fileEntry, attributeHeader
    case unallocatedSpaceEntry, spaceBitmap, partitionIntegrity, extendedFileEntry

    /// As a noun in the words of the standard.
    public var inWords: String {
        switch self {
        case .primary: "primary volume descriptor"
        case .anchor: "anchor"
        case .pointer: "volume descriptor pointer"
        case .implementationUse: "implementation use volume descriptor"
        case .partition: "partition descriptor"
        case .logicalVolume: "logical volume descriptor"
        case .unallocatedSpace: "unallocated space descriptor"
        case .terminating: "terminating descriptor"
        case .integrity: "logical volume integrity descriptor"
        case .fileSet: "file set descriptor"
        case .fileIdentifier: "file identifier descriptor"
        case .allocationExtent: "allocation extent descriptor"
        case .indirectEntry: "indirect entry"
        case .terminalEntry: "terminal entry"
        case .fileEntry: "file entry"
        case .attributeHeader: "extended attribute header"
        case .unallocatedSpaceEntry: "unallocated space entry"
        case .spaceBitmap: "space bitmap"
        case .partitionIntegrity: "partition integrity entry"
        case .extendedFileEntry: "extended file entry"
        }
    }

    /// The kinds that a volume descriptor sequence needs (3/8.4.1).
    public static let ofEverySequence: [UDFKind] = [
        .primary, .implementationUse, .partition, .logicalVolume, .unallocatedSpace,
    ]

    /// Whether its blocks count from the start of the volume, and not of a partition.
    var isOfVolume: Bool { rawValue < 256 }
}

/// A descriptor with its tag, raw.
public struct UDFDescriptor: RawStructure, Hashable {
    public let record: Record
    /// The block where it lies, counted as its tag ought to count.
    public let block: UInt32

    public init(_ record: Record, block: UInt32) {
        self.record = record
        self.block = block
    }

    public var prefix: String { "" }
    public var fields: [AnyField] { UDFTag.fields + (kind?.fields ?? []) }

    public var kind: UDFKind? { UDFKind(rawValue: self[UDFTag.identifier]) }
    /// Such as "the file set descriptor".
    public var name: String { "the \(kind?.inWords ?? "descriptor")" }

    /// The sum that its tag ought to have.
    public var sum: UInt8 {
        var sum: UInt8 = 0
        for at in 0..<UDFTag.length where at != 4 { sum &+= record.u8(at) }
        return sum
    }
    public var sumHolds: Bool { record.count >= UDFTag.length && sum == self[UDFTag.checksum] }
    /// The CRC of what it says to be over; nil where that is nothing, or is not all there.
    public var measuredCRC: UInt16? {
        let length = Int(self[UDFTag.crcLength])
        guard length > 0, UDFTag.length + length <= record.count else { return nil }
        return UDFCRC.of(record.slice(UDFTag.length, length))
    }
    public var crcHolds: Bool? { measuredCRC.map { $0 == self[UDFTag.crc] } }
    public var isInPlace: Bool { self[UDFTag.location] == block }

    /// Whether one of its sums says that it is what it says to be.
    public var isCredible: Bool { kind != nil && (sumHolds || crcHolds == true) }

    func isCredible(_ kind: UDFKind) -> Bool { self.kind == kind && isCredible }
}

/// The CRC of descriptors: polynomial x^16 + x^12 + x^5 + 1, from 0 (ECMA-167, 3/7.2.6).
public enum UDFCRC {
    private static let table: [UInt16] = (0..<256).map { index in
        (0..<8).reduce(UInt16(index) << 8) { crc, _ in crc & 0x8000 != 0 ? crc << 1 ^ 0x1021 : crc << 1 }
    }

    public static func of(_ bytes: ArraySlice<UInt8>) -> UInt16 {
        let table = table
        return bytes.reduce(0) { $0 << 8 ^ table[Int(($0 >> 8) ^ UInt16($1))] }
    }
}
