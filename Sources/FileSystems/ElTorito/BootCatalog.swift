public import Bytes

/// A boot catalog: its bytes and their reading.
public struct BootCatalog: Sendable {
    public let record: Record
    /// The entries in order; only the first when that is no validation entry, because then nothing tells what the
    /// bytes are.
    public let entries: [BootCatalogEntry]
    /// Whether two of the three marks of a validation entry are there (2.1): id 01, key bytes 55 AA.
    public let hasValidationEntry: Bool

    init(_ record: Record, limit: Int) {
        self.record = record
        hasValidationEntry =
            [record.u8(0) == 0x01, record.u8(30) == 0x55, record.u8(31) == 0xAA].count { $0 } >= 2
        entries = BootCatalogEntry.parse(record, limit: hasValidationEntry ? limit : 1)
    }

    /// The platform of an entry: that of the section header before it, or of the validation entry.
    public func platform(of entry: BootCatalogEntry) -> UInt8 { header(of: entry)?.platform ?? 0 }

    /// The section header before an entry, or the validation entry.
    public func header(of entry: BootCatalogEntry) -> BootCatalogEntry? {
        entries.prefix(entry.index + 1).last { $0.role == .sectionHeader || $0.role == .validation }
    }

    /// What stands behind the last entry, up to the end of its block.
    public var rest: Record { record.part(entries.count * BootCatalogEntry.entryLength) }
}

/// One 32-byte entry of an El Torito boot catalog (El Torito 1.0, 2.1 to 2.5), raw.
public struct BootCatalogEntry: RawStructure, Hashable {
    public enum Role: Sendable, Hashable {
        case validation
        /// The initial/default entry (2.2).
        case initial
        /// A section header (2.3), 0x90 when more follow and 0x91 when it is the last.
        case sectionHeader
        case sectionEntry
        /// 0x44, more bytes of selection criteria (2.5).
        case sectionExtension
    }

    public let role: Role
    public let record: Record
    /// Number of the section, 0 for what stands before the first.
    public let section: Int
    /// Number of the entry in the catalog, counted from 0.
    public let index: Int

    public var offset: UInt64 { record.offset }
    /// Header id or boot indicator.
    public var indicator: UInt8 { self[Self.bootIndicator] }
    public var platform: UInt8 { self[Self.platform] }
    public var mediaType: UInt8 { self[Self.mediaType] }
    public var emulation: Emulation? { Emulation(rawValue: mediaType & 0x0F) }
    public var loadSegment: UInt16 { self[Self.loadSegment] }
    public var systemType: UInt8 { self[Self.systemType] }
    public var sectorCount: UInt16 { self[Self.sectorCount] }
    public var loadRBA: UInt32 { self[Self.loadRBA] }
    public var entryCount: UInt16 { self[Self.entryCount] }
    /// Sum of the sixteen words of a validation entry, zero when sound (2.1).
    public var wordSum: UInt16 { (0..<16).reduce(UInt16(0)) { $0 &+ record.u16le(2 * $1) } }

    /// Whether nothing at all is recorded in it.
    public var isEmpty: Bool { record.isFilled(with: 0) }
    /// Whether it names a boot image: the initial entry, or one of a section.
    public var isBootEntry: Bool { role == .initial || role == .sectionEntry }
    /// Boot indicator 88 (2.2, 2.4).
    public var isBootable: Bool { isBootEntry && indicator == 0x88 }

    public enum Emulation: UInt8, Sendable {
        case none, floppy12, floppy144, floppy288, hardDisk

        /// Bytes of the emulated floppy (2.2).
        public var floppySize: UInt64? {
            switch self {
            case .floppy12: 1_228_800
            case .floppy144: 1_474_560
            case .floppy288: 2_949_120
            default: nil
            }
        }
    }

    /// How reports call the platform.
    public static func platformName(_ id: UInt8) -> String {
        switch id {
        case 0: "80x86 (BIOS)"
        case 1: "PowerPC"
        case 2: "Mac"
        case 0xEF: "UEFI"
        default: "unknown platform \(id)"
        }
    }

    /// Splits a catalog into its entries, section by section, up to the last section. Empty entries at the end, which
    /// a wrong count may promise, are none.
    static func parse(_ catalog: Record, limit: Int) -> [BootCatalogEntry] {
        var entries = split(catalog, limit: limit)
        while let last = entries.last, last.index > 1, last.isEmpty { entries.removeLast() }
        return entries
    }

    private static func split(_ catalog: Record, limit: Int) -> [BootCatalogEntry] {
        var entries: [BootCatalogEntry] = []
        var section = 0
        var owed = 0
        var extends = false
        for index in 0..<min(limit, catalog.count / entryLength) {
            let record = catalog.part(index * entryLength, entryLength)
            let indicator = record[bootIndicator]
            let goesOn = record[extensionFlags] & 0x20 != 0
            func add(_ role: Role) {
                entries.append(BootCatalogEntry(role: role, record: record, section: section, index: index))
            }
            switch index {
            case 0: add(.validation)
            case 1: add(.initial)
            case _ where extends || (owed > 0 && indicator == 0x44):
                add(.sectionExtension)
                extends = goesOn && indicator == 0x44
            case _ where owed > 0:
                add(.sectionEntry)
                owed -= 1
                extends = goesOn
            case _ where indicator == 0x90 || indicator == 0x91:
                section += 1
                add(.sectionHeader)
                owed = Int(record[entryCount])
            default:
                return entries
            }
            if owed == 0, !extends, entries.last?.role != .sectionHeader,
                entries.last(where: { $0.role == .sectionHeader })?.indicator == 0x91
            {
                return entries
            }
        }
        return entries
    }
}
