public import Bytes
public import DiscModel

/// One sector of the volume descriptor set (ECMA-119, 8), kept raw. Its fields stand in VolumeDescriptor+Fields.swift.
public struct VolumeDescriptor: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        case bootRecord, primary, supplementary, enhanced, partition, terminator
        /// High Sierra (type at byte 8) or CD-i: recognised and named, not read.
        case foreign(String)
        case unknown(UInt8)
    }

    /// Its bytes, but for the numbers in `swaps`, which read as they were meant.
    public let record: Record
    /// The numbers whose two halves stand in each other's place in the image.
    public let swaps: [SwappedNumber]
    /// A block size with which nothing is found, where it is found with another; it reads as that one.
    public let wrongBlockSize: UInt16?

    public init(_ record: Record, swaps: [SwappedNumber] = [], wrongBlockSize: UInt16? = nil) {
        self.record = record
        self.swaps = swaps
        self.wrongBlockSize = wrongBlockSize
    }

    public var offset: UInt64 { record.offset }
    public var bytes: ArraySlice<UInt8> { record.bytes }

    public var type: UInt8 { self[Self.type] }
    public var standardIdentifier: [UInt8] { [UInt8](self[Self.standardIdentifier]) }
    public var version: UInt8 { self[Self.version] }
    public var volumeFlags: UInt8 { self[Self.volumeFlags] }

    public var kind: Kind {
        if record.has("CD-I ", at: 1) { return .foreign("CD-i") }
        if record.has("CDROM", at: 9) { return .foreign("High Sierra") }
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
        // Zeros have the type of a boot record, and are none.
        case .bootRecord: record.bytes.isFilled(with: 0) ? "blank volume descriptor" : "boot record"
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

    // MARK: Fields of a primary, supplementary or enhanced descriptor

    public var escapeSequences: [UInt8] { [UInt8](self[Self.escapeSequences]) }
    public var volumeSpaceSize: BothEndian<UInt32> { self[Self.volumeSpaceSize] }
    public var volumeSetSize: BothEndian<UInt16> { self[Self.volumeSetSize] }
    public var volumeSequenceNumber: BothEndian<UInt16> { self[Self.volumeSequenceNumber] }
    public var logicalBlockSize: BothEndian<UInt16> { self[Self.logicalBlockSize] }
    public var pathTableSize: BothEndian<UInt32> { self[Self.pathTableSize] }
    public var typeLPathTable: UInt32 { self[Self.typeLPathTable] }
    public var optionalTypeLPathTable: UInt32 { self[Self.optionalTypeLPathTable] }
    public var typeMPathTable: UInt32 { self[Self.typeMPathTable] }
    public var optionalTypeMPathTable: UInt32 { self[Self.optionalTypeMPathTable] }
    /// The directory record of the root.
    public var rootRecord: DirectoryRecord {
        DirectoryRecord(record.part(Self.rootDirectoryRecord.offset, DirectoryRecord.headLength))
    }
    public var fileStructureVersion: UInt8 { self[Self.fileStructureVersion] }

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
    public func text(_ field: TextField) -> [UInt8] { [UInt8](self[field.field]) }

    /// The bytes of a text field without what fills it up. Spaces and zeros alone are an empty field in whatever mixture:
    /// hdiutil and WinISO shift the two bytes of Joliet's spaces.
    public func written(_ field: TextField) -> [UInt8] {
        var bytes = text(field)
        guard bytes.contains(where: { $0 != 0 && $0 != 0x20 }) else { return [] }
        if jolietLevel != nil {
            bytes.removeLast(bytes.count % 2)
            while bytes.suffix(2) == [0, 0x20] || bytes.suffix(2) == [0, 0] { bytes.removeLast(2) }
        } else {
            while let last = bytes.last, last == 0x20 || last == 0 { bytes.removeLast() }
        }
        return bytes
    }

    /// What all its text fields hold.
    public var texts: [[UInt8]] { (TextField.identifiers + TextField.fileIdentifiers).map(written) }

    /// A text field as a person reads it: decoded, without padding.
    public func display(_ field: TextField) -> DisplayName {
        jolietLevel != nil
            ? DisplayName(utf16BigEndian: written(field)) : DisplayName(utf8: written(field))
    }

    /// The four 17-byte dates (8.4.26 to 8.4.29).
    public func date(_ field: Field<LongDate>) -> LongDate { self[field] }
}

extension VolumeDescriptor {
    /// A text field and the characters it may have.
    public struct TextField: Sendable {
        public let field: Field<Text>
        /// Whether only d-characters are allowed; otherwise a-characters, or a file identifier.
        public let dCharacters: Bool

        private init(_ name: String, _ range: Range<Int>, _ clause: String, dCharacters: Bool) {
            field = Field(name, range, clause)
            self.dCharacters = dCharacters
        }

        public var name: String { field.name }
        public var range: Range<Int> { field.range }
        public var clause: String { field.clause }
        public var any: AnyField { field.any }

        public static let system = TextField(
            "systemIdentifier", 8..<40, "8.4.5", dCharacters: false)
        public static let volume = TextField(
            "volumeIdentifier", 40..<72, "8.4.6", dCharacters: true)
        public static let volumeSet = TextField(
            "volumeSetIdentifier", 190..<318, "8.4.19", dCharacters: true)
        public static let publisher = TextField(
            "publisherIdentifier", 318..<446, "8.4.20", dCharacters: false)
        public static let preparer = TextField(
            "dataPreparerIdentifier", 446..<574, "8.4.21", dCharacters: false)
        public static let application = TextField(
            "applicationIdentifier", 574..<702, "8.4.22", dCharacters: false)
        public static let copyright = TextField(
            "copyrightFileIdentifier", 702..<739, "8.4.23", dCharacters: true)
        public static let abstract = TextField(
            "abstractFileIdentifier", 739..<776, "8.4.24", dCharacters: true)
        public static let bibliographic = TextField(
            "bibliographicFileIdentifier", 776..<813, "8.4.25", dCharacters: true)

        public static let identifiers = [system, volume, volumeSet, publisher, preparer, application]
        public static let fileIdentifiers = [copyright, abstract, bibliographic]
    }

    public typealias DateField = Field<LongDate>
}

/// The four 17-byte dates of a volume descriptor.
extension Field where Coding == LongDate {
    public static var creation: Field { Field("volumeCreationDate", 813..<830, "8.4.26") }
    public static var modification: Field { Field("volumeModificationDate", 830..<847, "8.4.27") }
    public static var expiration: Field { Field("volumeExpirationDate", 847..<864, "8.4.28") }
    public static var effective: Field { Field("volumeEffectiveDate", 864..<881, "8.4.29") }
    public static var all: [Field] { [creation, modification, expiration, effective] }
}
