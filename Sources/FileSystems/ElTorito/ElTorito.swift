import Bytes
public import DiscModel
public import Readers

/// Reads El Torito boot records, the catalog they point to, and the head of every boot image (El Torito 1.0).
public struct ElTorito: WindowReader {
    public static let needs: [any Facts.Type] = [ISO9660Facts.self]
    public static let roles: Set<InnerWindow.Role> = [.disc]

    /// Bytes of boot images that are read for the sums in their boot information tables.
    static let imageLimit: UInt64 = 16 << 20

    public init() {}

    public func read(_ context: WindowContext) -> ElToritoFacts? {
        let iso = context.known.facts(ISO9660Facts.self)
        let records = iso?.descriptors.filter { $0.kind == .bootRecord } ?? []
        var reader = BootReader(
            volume: context.window, limits: context.limits, descriptorBlock: iso?.primary?.block ?? 16)
        guard let record = reader.choose(among: records) else { return nil }
        let catalog = reader.readCatalog(at: record.bootCatalogBlock)
        let images = catalog.map { reader.readImages(of: $0, context.known) } ?? []
        return ElToritoFacts(
            bootRecords: records.filter { $0.namesElTorito || $0 == record }, record: record,
            catalog: catalog,
            images: images, gaps: reader.gaps)
    }
}

/// One reading of catalog and images, with what it has cost so far.
private struct BootReader {
    let volume: Window
    let limits: Limits
    let descriptorBlock: UInt32
    private(set) var gaps: [Gap] = []
    private var summed: UInt64 = 0

    init(volume: Window, limits: Limits, descriptorBlock: UInt32) {
        self.volume = volume
        self.limits = limits
        self.descriptorBlock = descriptorBlock
    }

    /// The record that names El Torito, or nearly; a boot record of another name counts when a catalog is where its
    /// pointer leads. Other boot systems may use the same descriptor type (ECMA-119, 8.2).
    func choose(among records: [VolumeDescriptor]) -> VolumeDescriptor? {
        records.first { $0.hasElToritoIdentifier } ?? records.first { $0.namesElTorito }
            ?? records.first { record in
                var ignored: [Gap] = []
                let block = volume.part(
                    UInt64(record.bootCatalogBlock) * .sector, 64, for: .bootCatalog, Place(), gaps: &ignored)
                return BootCatalog(block, limit: 1).hasValidationEntry
            }
    }

    // MARK: The catalog

    mutating func readCatalog(at block: UInt32) -> BootCatalog? {
        let offset = UInt64(block) * .sector
        let place = Place(offset: offset, length: .sector, field: "bootCatalog")
        var sector = volume.part(offset, .sector, for: .bootCatalog, place, gaps: &gaps)
        guard sector.bytes.count >= 64 else { return nil }
        var catalog = BootCatalog(sector, limit: limits.bootEntries)
        // A catalog may be longer than one sector; it is when its entries fill the sector.
        while catalog.entries.count == sector.bytes.count / 32, catalog.entries.count < limits.bootEntries {
            let more = volume.part(
                offset + UInt64(sector.bytes.count), .sector, for: .bootCatalog, place, gaps: &gaps)
            guard !more.bytes.isEmpty else { break }
            sector = Record(offset: offset, sector.bytes + more.bytes)
            catalog = BootCatalog(sector, limit: limits.bootEntries)
        }
        if catalog.entries.count >= limits.bootEntries {
            gaps.append(Gap(.limit, .bootCatalog, at: place, "more than \(limits.bootEntries) entries"))
        }
        return catalog
    }

    // MARK: Images

    mutating func readImages(of catalog: BootCatalog, _ disc: DiscBuilder) -> [BootImage] {
        let boots = catalog.entries.filter { $0.role == .initial || $0.role == .sectionEntry }
        let files = Self.fileLengths(at: Set(boots.map { UInt64($0.loadRBA) * .sector }), disc)
        var images: [BootImage] = []
        var platform: UInt8 = 0
        for entry in catalog.entries {
            switch entry.role {
            case .validation, .sectionHeader: platform = entry.platform
            case .initial, .sectionEntry:
                if let image = readImage(entry, platform, files) { images.append(image) }
            case .sectionExtension: break
            }
        }
        return images
    }

    /// Lengths of the files that begin at these offsets, from one pass over the trees.
    private static func fileLengths(at offsets: Set<UInt64>, _ disc: DiscBuilder) -> [UInt64: UInt64] {
        var lengths: [UInt64: UInt64] = [:]
        for tree in disc.trees where tree.ownsExtents {
            for extent in tree.extents where extent.length > 0 && offsets.contains(extent.offset) {
                lengths[extent.offset] = lengths[extent.offset] ?? extent.length
            }
        }
        return lengths
    }

    private mutating func readImage(
        _ entry: BootCatalogEntry, _ platform: UInt8, _ files: [UInt64: UInt64]
    ) -> BootImage? {
        guard entry.loadRBA > 0 else { return nil }
        let offset = UInt64(entry.loadRBA) * .sector
        let place = entry.place(BootCatalogEntry.loadRBA)
        guard offset < volume.size else {
            gaps.append(
                Gap(.pastEnd, .bootImage, at: place, "the image at LBA \(entry.loadRBA) lies behind the end"))
            return nil
        }
        var ignored: [Gap] = []
        let head = volume.part(offset, 4096, for: .bootImage, place, gaps: &ignored)
        gaps += ignored.filter { $0.cause == .readFailed }
        let file = files[offset]
        return BootImage(
            entry: entry, platform: platform, offset: offset, fileLength: file,
            fatLength: Self.fatLength(head),
            head: head, bootInfo: bootInfo(head, entry.loadRBA, file, place))
    }

    /// Bytes of a FAT file system by its BIOS parameter block: bytes per sector × total sectors.
    private static func fatLength(_ head: Record) -> UInt64? {
        guard head.u16le(510) == 0xAA55, [512, 1024, .sector, 4096].contains(head.u16le(11)), head.u8(13) > 0
        else {
            return nil
        }
        let sectors = head.u16le(19) > 0 ? UInt64(head.u16le(19)) : UInt64(head.u32le(32))
        return sectors > 0 ? sectors * UInt64(head.u16le(11)) : nil
    }

    /// The table and the sum it should hold: over the file where there is one, as the programs that patch it do, or
    /// over as many bytes as the table says.
    private mutating func bootInfo(_ head: Record, _ block: UInt32, _ file: UInt64?, _ place: Place)
        -> BootInfoTable?
    {
        let leadsToDescriptor = isDescriptor(head[BootInfoTable.descriptorBlock])
        guard
            BootInfoTable.isPresent(
                in: head, block: block, leadsToDescriptor: leadsToDescriptor, size: volume.size)
        else { return nil }
        let length = file ?? UInt64(head[BootInfoTable.imageLength])
        guard length <= ElTorito.imageLimit - summed else {
            gaps.append(
                Gap(.limit, .bootImage, at: place, "\(length) bytes to sum for the boot information table"))
            return BootInfoTable(record: head, measured: nil, leadsToDescriptor: leadsToDescriptor)
        }
        var missing: [Gap] = []
        let image = volume.part(head.offset, Int(length), for: .bootImage, place, gaps: &missing)
        summed += length
        let whole = UInt64(image.bytes.count) == length
        return BootInfoTable(
            record: head, measured: whole ? BootInfoTable.sum(image) : nil,
            leadsToDescriptor: leadsToDescriptor)
    }

    /// Whether the block is that of the descriptor in use, or another primary descriptor stands there.
    private func isDescriptor(_ block: UInt32) -> Bool {
        if block == descriptorBlock { return true }
        var ignored: [Gap] = []
        let head = volume.part(UInt64(block) * .sector, 7, for: .descriptor, Place(), gaps: &ignored)
        return head.bytes.elementsEqual([1] + "CD001".utf8 + [1])
    }
}

extension VolumeDescriptor {
    /// What a boot record names the boot system that uses it.
    public var bootSystemIdentifier: ArraySlice<UInt8> { self[Self.bootSystemIdentifier] }
    /// The first block of the boot catalog, in an El Torito boot record.
    public var bootCatalogBlock: UInt32 { self[Self.bootCatalogPointer] }
    /// The name that El Torito asks for; NUL bytes fill the field.
    public static let elToritoIdentifier = [UInt8]("EL TORITO SPECIFICATION".utf8)

    /// Whether the boot system identifier begins with that name.
    public var hasElToritoIdentifier: Bool { bootSystemIdentifier.starts(with: Self.elToritoIdentifier) }
    /// Whether it does but for a few letters.
    public var namesElTorito: Bool {
        zip(bootSystemIdentifier, Self.elToritoIdentifier).count(where: { $0 != $1 }) <= 4
    }
    /// The block in which the descriptor stands.
    var block: UInt32 { UInt32(clamping: offset / .sector) }
}

/// What the El Torito reader learnt.
public struct ElToritoFacts: Facts {
    /// All boot records that name El Torito.
    public let bootRecords: [VolumeDescriptor]
    /// The one whose catalog was read.
    public let record: VolumeDescriptor
    public let catalog: BootCatalog?
    public let images: [BootImage]
    public let gaps: [Gap]

    public var windows: [InnerWindow] {
        images.filter { $0.length > 0 }.map {
            let platform = BootCatalogEntry.platformName($0.platform)
            return InnerWindow(
                .bootImage, .init(offset: $0.offset, length: $0.length), unit: 512,
                title: DisplayName("the boot image for \(platform)"))
        }
    }

    public var claims: [Claim] {
        var claims: [Claim] = []
        if let catalog, catalog.hasValidationEntry {
            let length = UInt64(catalog.record.count)
            claims.append(Claim(.bootCatalog, offset: catalog.record.offset, length: length, "boot catalog"))
        }
        for image in images {
            let platform = BootCatalogEntry.platformName(image.platform)
            claims.append(
                Claim(
                    .bootImage, offset: image.offset, length: max(1, image.length), roundedTo: .sector,
                    "boot image for \(platform)"))
        }
        return claims
    }
}
