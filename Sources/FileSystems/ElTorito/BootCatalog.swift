import Bytes
public import DiscModel

/// A boot catalog: its bytes and their reading.
public struct BootCatalog: Sendable {
    public let sector: Sector
    /// The entries in order; only the first when that is no validation entry, because then nothing tells what the
    /// bytes are.
    public let entries: [BootCatalogEntry]
    /// Whether two of the three marks of a validation entry are there (2.1): id 01, key bytes 55 AA.
    public let hasValidationEntry: Bool

    init(_ sector: Sector, limit: Int) {
        self.sector = sector
        hasValidationEntry =
            [sector.u8(0) == 0x01, sector.u8(30) == 0x55, sector.u8(31) == 0xAA].count { $0 } >= 2
        entries = BootCatalogEntry.parse(sector, limit: hasValidationEntry ? limit : 1)
    }

    /// The platform of an entry: that of the section header before it, or of the validation entry.
    public func platform(of entry: BootCatalogEntry) -> UInt8 {
        let headers = entries.prefix(entry.index + 1)
        return headers.last { $0.role == .sectionHeader || $0.role == .validation }?.platform ?? 0
    }

    /// What stands behind the last entry, up to the end of its block.
    public var rest: Sector {
        let used = entries.count * 32
        return Sector(offset: sector.offset + UInt64(used), bytes: [UInt8](sector.bytes.dropFirst(used)))
    }
}

/// One 32-byte entry of an El Torito boot catalog (El Torito 1.0, 2.1 to 2.5), raw.
public struct BootCatalogEntry: Sendable, Hashable {
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
    public let sector: Sector
    /// Number of the section, 0 for what stands before the first.
    public let section: Int
    /// Number of the entry in the catalog, counted from 0.
    public let index: Int

    /// Byte 0: header id or boot indicator.
    public var indicator: UInt8 { sector.u8(0) }
    /// Byte 1 of a validation entry or section header: 0 = 80x86, 1 = PowerPC, 2 = Mac, 0xEF = UEFI.
    public var platform: UInt8 { sector.u8(1) }
    /// Byte 1 of a boot entry: emulation in the low four bits.
    public var mediaType: UInt8 { sector.u8(1) }
    public var emulation: Emulation? { Emulation(rawValue: mediaType & 0x0F) }
    /// Bytes 2-3; zero means 0x7C0.
    public var loadSegment: UInt16 { sector.u16le(2) }
    /// Byte 4: partition type of an emulated hard disk.
    public var systemType: UInt8 { sector.u8(4) }
    /// Bytes 6-7: blocks of 512 bytes that the firmware loads.
    public var sectorCount: UInt16 { sector.u16le(6) }
    /// Bytes 8-11: first 2048-byte block of the image.
    public var loadRBA: UInt32 { sector.u32le(8) }
    /// Bytes 2-3 of a section header: entries that follow.
    public var entryCount: UInt16 { sector.u16le(2) }
    /// Sum of the sixteen words of a validation entry, zero when sound (2.1).
    public var wordSum: UInt16 { (0..<16).reduce(UInt16(0)) { $0 &+ sector.u16le(2 * $1) } }

    /// Whether nothing at all is recorded in it.
    public var isEmpty: Bool { sector.bytes.isFilled(with: 0) }
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

    public func place(_ at: Int, _ count: Int, _ field: String) -> Place {
        sector.place(at, count, field: "bootCatalog/entry[\(index)]/\(field)")
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
    static func parse(_ catalog: Sector, limit: Int) -> [BootCatalogEntry] {
        var entries = split(catalog, limit: limit)
        while let last = entries.last, last.index > 1, last.isEmpty { entries.removeLast() }
        return entries
    }

    private static func split(_ catalog: Sector, limit: Int) -> [BootCatalogEntry] {
        var entries: [BootCatalogEntry] = []
        var section = 0
        var owed = 0
        var extends = false
        for index in 0..<min(limit, catalog.bytes.count / 32) {
            let bytes = [UInt8](catalog.slice(index * 32..<index * 32 + 32))
            let sector = Sector(offset: catalog.offset + UInt64(index * 32), bytes: bytes)
            func add(_ role: Role) {
                entries.append(BootCatalogEntry(role: role, sector: sector, section: section, index: index))
            }
            switch index {
            case 0: add(.validation)
            case 1: add(.initial)
            case _ where extends || (owed > 0 && bytes[0] == 0x44):
                add(.sectionExtension)
                extends = bytes[1] & 0x20 != 0 && bytes[0] == 0x44
            case _ where owed > 0:
                add(.sectionEntry)
                owed -= 1
                extends = bytes[1] & 0x20 != 0
            case _ where bytes[0] == 0x90 || bytes[0] == 0x91:
                section += 1
                add(.sectionHeader)
                owed = Int(sector.u16le(2))
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
