public import Bytes
public import DiscModel

/// One sector of the volume descriptor set (ECMA-119, 8), kept raw. The accessors name the fields by the standard's
/// words and give byte positions counted from zero (the standard counts from one).
public struct VolumeDescriptor: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case bootRecord, primary, supplementary, enhanced, partition, terminator
        /// High Sierra (type at byte 8) or CD-i: recognised and named, not read.
        case foreign(String)
        case unknown(UInt8)
    }

    public let sector: Sector

    public init(sector: Sector) { self.sector = sector }

    public var offset: UInt64 { sector.offset }
    public var bytes: [UInt8] { sector.bytes }

    /// 8.1.1, byte 0.
    public var type: UInt8 { sector.u8(0) }
    /// 8.1.2, bytes 1-5: "CD001".
    public var standardIdentifier: [UInt8] { [UInt8](sector.slice(1..<6)) }
    /// 8.1.3, byte 6: 1, and 2 for an enhanced descriptor.
    public var version: UInt8 { sector.u8(6) }
    /// 8.5.3, byte 7: in a supplementary descriptor the volume flags, otherwise unused.
    public var volumeFlags: UInt8 { sector.u8(7) }

    public var kind: Kind {
        if sector.has("CD-I ", at: 1) { return .foreign("CD-i") }
        if sector.has("CDROM", at: 9) { return .foreign("High Sierra") }
        switch type {
        case 0: return .bootRecord
        case 1: return .primary
        case 2: return version == 2 ? .enhanced : .supplementary
        case 3: return .partition
        case 255: return .terminator
        default: return .unknown(type)
        }
    }

    /// Whether it describes a tree of files (types 1 and 2).
    public var hasTree: Bool {
        switch kind {
        case .primary, .supplementary, .enhanced: true
        default: false
        }
    }

    /// How reports call it.
    public var name: String {
        switch kind {
        case .bootRecord: "boot record"
        case .primary: "primary volume descriptor"
        case .supplementary:
            jolietLevel == nil ? "supplementary volume descriptor" : "Joliet volume descriptor"
        case .enhanced: "enhanced volume descriptor"
        case .partition: "volume partition descriptor"
        case .terminator: "descriptor set terminator"
        case .foreign(let what): "\(what) descriptor"
        case .unknown(let type): "descriptor of unknown type \(type)"
        }
    }

    /// Short name used in field paths: `pvd`, `svd`, `evd`, `boot-record`, `partition`, `terminator`, `vd`.
    public var tag: String {
        switch kind {
        case .bootRecord: "boot-record"
        case .primary: "pvd"
        case .supplementary: "svd"
        case .enhanced: "evd"
        case .partition: "partition"
        case .terminator: "terminator"
        default: "vd"
        }
    }

    public func place(_ at: Int, _ count: Int, _ field: String) -> Place {
        sector.place(at, count, field: "\(tag)/\(field)")
    }

    // MARK: Fields of a primary, supplementary or enhanced descriptor

    /// 8.5.6, bytes 88-119: the character sets of a supplementary descriptor; unused in a primary one.
    public var escapeSequences: [UInt8] { [UInt8](sector.slice(88..<120)) }
    /// 8.4.8, bytes 80-87: logical blocks in the volume.
    public var volumeSpaceSize: BothEndian<UInt32> { sector.both32(80) }
    /// 8.4.10, bytes 120-123.
    public var volumeSetSize: BothEndian<UInt16> { sector.both16(120) }
    /// 8.4.11, bytes 124-127.
    public var volumeSequenceNumber: BothEndian<UInt16> { sector.both16(124) }
    /// 8.4.12, bytes 128-131: bytes in a logical block.
    public var logicalBlockSize: BothEndian<UInt16> { sector.both16(128) }
    /// 8.4.13, bytes 132-139: bytes in a path table.
    public var pathTableSize: BothEndian<UInt32> { sector.both32(132) }
    /// 8.4.14, bytes 140-143: block of the L path table, little-endian only.
    public var typeLPathTable: UInt32 { sector.u32le(140) }
    /// 8.4.15, bytes 144-147.
    public var optionalTypeLPathTable: UInt32 { sector.u32le(144) }
    /// 8.4.16, bytes 148-151: block of the M path table, big-endian only.
    public var typeMPathTable: UInt32 { sector.u32be(148) }
    /// 8.4.17, bytes 152-155.
    public var optionalTypeMPathTable: UInt32 { sector.u32be(152) }
    /// 8.4.18, bytes 156-189: the directory record of the root.
    public var rootRecord: DirectoryRecord {
        DirectoryRecord(sector.bytes, at: 156, offset: offset + 156)
    }
    /// 8.4.31, byte 881: 1, and 2 for an enhanced descriptor.
    public var fileStructureVersion: UInt8 { sector.u8(881) }
    /// 8.4.32, bytes 883-1394: for the authoring program.
    public static let applicationUse = 883..<1395

    /// The Joliet level that the escape sequences announce (%/@, %/C, %/E), if they do (Joliet, "SVD").
    public var jolietLevel: Int? {
        guard type == 2 else { return nil }
        let escapes = escapeSequences
        for start in 0..<max(0, escapes.count - 2) where escapes[start] == 0x25 && escapes[start + 1] == 0x2F
        {
            switch escapes[start + 2] {
            case 0x40: return 1
            case 0x43: return 2
            case 0x45: return 3
            default: continue
            }
        }
        return nil
    }

    /// A text field of the descriptor.
    public func text(_ field: TextField) -> [UInt8] { [UInt8](sector.slice(field.range)) }

    /// A text field as a person reads it: decoded, without padding.
    public func display(_ field: TextField) -> DisplayName {
        var bytes = text(field)
        if jolietLevel != nil {
            bytes.removeLast(bytes.count % 2)
            while bytes.suffix(2) == [0, 0x20] || bytes.suffix(2) == [0, 0] { bytes.removeLast(2) }
            return DisplayName(utf16BigEndian: bytes)
        }
        while let last = bytes.last, last == 0x20 || last == 0 { bytes.removeLast() }
        return DisplayName(utf8: bytes)
    }

    /// The four 17-byte dates (8.4.26 to 8.4.29).
    public func date(_ field: DateField) -> LongDate { LongDate(bytes: [UInt8](sector.slice(field.range))) }
}

extension VolumeDescriptor {
    /// A text field, with its byte range and clause.
    public struct TextField: Sendable, Hashable {
        public let name: String
        public let range: Range<Int>
        public let clause: String
        /// Whether only d-characters are allowed; otherwise a-characters, or a file identifier.
        public let dCharacters: Bool

        public static let system = TextField(
            name: "systemIdentifier", range: 8..<40, clause: "8.4.5", dCharacters: false)
        public static let volume = TextField(
            name: "volumeIdentifier", range: 40..<72, clause: "8.4.6", dCharacters: true)
        public static let volumeSet = TextField(
            name: "volumeSetIdentifier", range: 190..<318, clause: "8.4.19", dCharacters: true)
        public static let publisher = TextField(
            name: "publisherIdentifier", range: 318..<446, clause: "8.4.20", dCharacters: false)
        public static let preparer = TextField(
            name: "dataPreparerIdentifier", range: 446..<574, clause: "8.4.21", dCharacters: false)
        public static let application = TextField(
            name: "applicationIdentifier", range: 574..<702, clause: "8.4.22", dCharacters: false)
        public static let copyright = TextField(
            name: "copyrightFileIdentifier", range: 702..<739, clause: "8.4.23", dCharacters: true)
        public static let abstract = TextField(
            name: "abstractFileIdentifier", range: 739..<776, clause: "8.4.24", dCharacters: true)
        public static let bibliographic = TextField(
            name: "bibliographicFileIdentifier", range: 776..<813, clause: "8.4.25", dCharacters: true)

        public static let identifiers = [system, volume, volumeSet, publisher, preparer, application]
        public static let fileIdentifiers = [copyright, abstract, bibliographic]
    }

    public struct DateField: Sendable, Hashable {
        public let name: String
        public let range: Range<Int>
        public let clause: String

        public static let creation = DateField(name: "volumeCreationDate", range: 813..<830, clause: "8.4.26")
        public static let modification = DateField(
            name: "volumeModificationDate", range: 830..<847, clause: "8.4.27")
        public static let expiration = DateField(
            name: "volumeExpirationDate", range: 847..<864, clause: "8.4.28")
        public static let effective = DateField(
            name: "volumeEffectiveDate", range: 864..<881, clause: "8.4.29")
        public static let all = [creation, modification, expiration, effective]
    }
}
