public import Bytes
public import DiscModel
public import Sectors

/// Reads El Torito boot records, the catalog they point to, and the head of every boot image (El Torito 1.0).
public enum ElTorito: FileSystem {
    /// Bytes of a boot image that are read for the sum in its boot information table.
    static let imageLimit: UInt64 = 4 << 20

    public static func read(_ volume: Volume, after disc: Disc, limits: Limits) -> (any Facts)? {
        let records = disc.facts(ISO9660Facts.self)?.descriptors.filter { $0.kind == .bootRecord } ?? []
        guard !records.isEmpty else { return nil }
        var gaps: [Gap] = []
        let torito = records.first { $0.sector.has("EL TORITO SPECIFICATION", at: 7) } ?? records[0]
        let catalog = readCatalog(at: torito.sector.u32le(71), volume, limits, &gaps)
        var images: [BootImage] = []
        if let catalog {
            var platform: UInt8 = 0
            for entry in catalog.entries {
                switch entry.role {
                case .validation, .sectionHeader: platform = entry.platform
                case .initial, .sectionEntry:
                    if let image = readImage(entry, platform, volume, disc, &gaps) { images.append(image) }
                case .sectionExtension: break
                }
            }
        }
        return ElToritoFacts(bootRecords: records, catalog: catalog, images: images, gaps: gaps)
    }

    private static func readCatalog(
        at block: UInt32, _ volume: Volume, _ limits: Limits, _ gaps: inout [Gap]
    ) -> BootCatalog? {
        let offset = UInt64(block) * 2048
        let place = Place(offset: offset, length: 2048, field: "bootCatalog")
        var sector = volume.part(offset, 2048, for: .bootCatalog, place, gaps: &gaps)
        guard sector.bytes.count >= 64 else { return nil }
        var entries = BootCatalogEntry.parse(sector, limit: limits.bootEntries)
        // A catalog may be longer than one sector; it is when its entries fill the sector.
        while entries.count == sector.bytes.count / 32, entries.count < limits.bootEntries {
            let more = volume.part(
                offset + UInt64(sector.bytes.count), 2048, for: .bootCatalog, place, gaps: &gaps)
            guard !more.bytes.isEmpty else { break }
            sector = Sector(offset: offset, bytes: sector.bytes + more.bytes)
            entries = BootCatalogEntry.parse(sector, limit: limits.bootEntries)
        }
        return BootCatalog(sector: sector, entries: entries)
    }

    private static func readImage(
        _ entry: BootCatalogEntry, _ platform: UInt8, _ volume: Volume, _ disc: Disc, _ gaps: inout [Gap]
    ) -> BootImage? {
        guard entry.loadRBA > 0 else { return nil }
        let offset = UInt64(entry.loadRBA) * 2048
        let place = entry.place(8, 4, "loadRBA")
        guard offset < volume.size else {
            gaps.append(
                Gap(.pastEnd, .bootImage, at: place, "the image at LBA \(entry.loadRBA) lies behind the end"))
            return nil
        }
        var ignored: [Gap] = []
        let head = volume.part(offset, 4096, for: .bootImage, place, gaps: &ignored)
        gaps += ignored.filter { $0.cause == .readFailed }
        let (length, source) = imageLength(entry, head, offset, disc)
        return BootImage(
            entry: entry, platform: platform, offset: offset, length: length, lengthSource: source,
            head: head,
            bootInfo: bootInfo(head, entry.loadRBA, volume, place, &gaps))
    }

    /// The catalog tells how much is loaded, not how long the image is: the emulated medium, a file at the same place,
    /// or the FAT in the image knows better.
    private static func imageLength(
        _ entry: BootCatalogEntry, _ head: Sector, _ offset: UInt64, _ disc: Disc
    ) -> (UInt64, BootImage.LengthSource) {
        let counted = UInt64(entry.sectorCount) * 512
        if let floppy = entry.emulation?.floppySize { return (floppy, .emulation) }
        for tree in disc.trees where tree.ownsExtents {
            for extent in tree.extents where extent.offset == offset {
                return (max(counted, extent.length), .file)
            }
        }
        if let fat = fatSize(head), fat >= counted { return (fat, .fat) }
        return (counted, .sectorCount)
    }

    /// Bytes of a FAT file system by its BIOS parameter block: bytes per sector × total sectors.
    private static func fatSize(_ head: Sector) -> UInt64? {
        guard head.u16le(510) == 0xAA55, [512, 1024, 2048, 4096].contains(head.u16le(11)), head.u8(13) > 0
        else {
            return nil
        }
        let sectors = head.u16le(19) > 0 ? UInt64(head.u16le(19)) : UInt64(head.u32le(32))
        return sectors > 0 ? sectors * UInt64(head.u16le(11)) : nil
    }

    private static func bootInfo(
        _ head: Sector, _ block: UInt32, _ volume: Volume, _ place: Place, _ gaps: inout [Gap]
    ) -> BootInfoTable? {
        guard BootInfoTable.isPresent(in: head, block: block) else { return nil }
        let length = UInt64(head.u32le(16))
        guard length <= imageLimit else { return BootInfoTable(sector: head, measured: nil) }
        var ignored: [Gap] = []
        let image = volume.part(head.offset, Int(length), for: .bootImage, place, gaps: &ignored)
        let whole = image.bytes.count == Int(length)
        return BootInfoTable(sector: head, measured: whole ? BootInfoTable.sum(image.bytes) : nil)
    }
}

/// A boot catalog: its bytes and their reading.
public struct BootCatalog: Sendable {
    public let sector: Sector
    public let entries: [BootCatalogEntry]
}

/// What the El Torito reader learnt.
public struct ElToritoFacts: Facts {
    public static let subject = "El Torito"

    public let bootRecords: [VolumeDescriptor]
    public let catalog: BootCatalog?
    public let images: [BootImage]
    public let gaps: [Gap]

    public var claims: [Claim] {
        var claims: [Claim] = []
        if let catalog {
            claims.append(
                Claim(
                    .bootCatalog, offset: catalog.sector.offset, length: UInt64(catalog.sector.bytes.count),
                    "boot catalog"))
        }
        for image in images {
            let platform = BootCatalogEntry.platformName(image.platform)
            claims.append(
                Claim(
                    .bootImage, offset: image.offset, length: max(1, image.length), roundedTo: 2048,
                    "boot image for \(platform)"))
        }
        return claims
    }
}
