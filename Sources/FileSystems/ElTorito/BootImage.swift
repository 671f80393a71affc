public import Bytes

/// A boot image as a catalog entry points to it.
public struct BootImage: Sendable {
    public let entry: BootCatalogEntry
    /// The platform of its section: that of the validation entry, or of the section header.
    public let platform: UInt8
    public let offset: UInt64
    /// Bytes of the file that begins where the image does, when a tree lists one.
    public let fileLength: UInt64?
    /// Bytes of the FAT file system that the image says it is.
    public let fatLength: UInt64?
    /// The first bytes, up to 4096.
    public let head: Record
    /// The patched table of isolinux and others, when the image carries one.
    public let bootInfo: BootInfoTable?

    /// Bytes that the firmware is told to load (El Torito 1.0, 2.2).
    public var loadedLength: UInt64 { UInt64(entry.sectorCount) * 512 }

    /// Bytes it is taken to have. The catalog tells how much is loaded, not how long the image is: a file in the same
    /// place, the emulated medium, or the FAT in the image knows better.
    public var length: UInt64 { measure.length }

    /// What tells its length.
    public enum LengthSource: String, Sendable { case file, emulation, fat, sectorCount }
    public var lengthSource: LengthSource { measure.source }

    private var measure: (length: UInt64, source: LengthSource) {
        if let fileLength { return (fileLength, .file) }
        if let floppy = entry.emulation?.floppySize { return (floppy, .emulation) }
        if let fatLength { return (fatLength, .fat) }
        return (loadedLength, .sectorCount)
    }

    /// The block behind the last.
    public var end: UInt64 { offset.adding(max(1, length)) }

    /// GRUB's copy of its own address: at byte 2548, the image's block × 4 + 5 (grub-mkrescue).
    public var grub2BootInfo: UInt64? {
        head.count >= Self.grub2BootInfo.range.upperBound ? head[Self.grub2BootInfo] : nil
    }

    /// Whether it begins with GRUB's loader for CDs, whose second block holds the messages of its disk loader.
    public var isGRUB: Bool { GRUBMark.all.allSatisfy { $0.stands(in: head) } }
}

/// A text of GRUB's disk loader (diskboot.img), which follows its CD loader (cdboot.img) in the second block.
private struct GRUBMark {
    let text: [UInt8]

    static let all = ["loading", "Geom\0Read\0 Error\0"].map { GRUBMark(text: [UInt8]($0.utf8)) }

    func stands(in head: Record) -> Bool {
        let block = head.slice(.sector..<2560)
        guard let first = text.first else { return false }
        return block.indices.contains { block[$0] == first && block[$0...].starts(with: text) }
    }
}

/// The boot information table that mkisofs, genisoimage and xorriso patch into byte 8 to 63 of a boot image
/// (mkisofs(8), "EL TORITO BOOT INFORMATION TABLE").
public struct BootInfoTable: Sendable, Hashable {
    /// The head of the image.
    public let record: Record
    public var descriptorBlock: UInt32 { record[Self.descriptorBlock] }
    public var imageBlock: UInt32 { record[Self.imageBlock] }
    public var imageLength: UInt32 { record[Self.imageLength] }
    public var checksum: UInt32 { record[Self.checksum] }
    public var reserved: ArraySlice<UInt8> { record[Self.reserved] }
    /// The same sum over the bytes of the image; nil when they could not be read.
    public let measured: UInt32?
    /// Whether a primary volume descriptor stands in the block that it names. An image may have several: one for each session,
    /// and one more for a partition that begins later (xorriso -partition_offset).
    public let leadsToDescriptor: Bool

    /// Whether bytes 8-63 are such a table, be it a damaged or a stale one: both addresses are right and the reserved
    /// bytes nearly zero, or one is right, the reserved bytes are zero, and the length is one. A loader that waits for
    /// its table (isolinux has 16 there from the start) has no zeros.
    static func isPresent(in head: Record, block: UInt32, leadsToDescriptor: Bool, size: UInt64) -> Bool {
        guard head.count >= whole.range.upperBound else { return false }
        let right = [leadsToDescriptor, head[imageBlock] == block].count { $0 }
        let marred = head[reserved].count { $0 != 0 }
        if right == 2 { return marred <= 4 }
        return right == 1 && marred == 0 && (64...max(64, size)).contains(UInt64(head[imageLength]))
    }

    /// Sum of little-endian 32-bit words from byte 64 on; a last incomplete word is filled with zeros.
    static func sum(_ image: Record) -> UInt32 {
        stride(from: whole.range.upperBound, to: image.count, by: 4).reduce(UInt32(0)) {
            $0 &+ image.u32le($1)
        }
    }
}

// The fields of a boot image that programs patch into it.

extension BootImage: RawStructure {
    public var record: Record { head }
    public var prefix: String { "bootImage[\(entry.index)]/" }

    /// What the BIOS runs.
    public static var bootSector: Field<RawBytes> { Field("bootSector", 0..<512, "El Torito, 2.2") }
    /// 55 AA.
    public static var bootSignature: Field<RawBytes> { Field("bootSector", 510..<512, "El Torito, 2.2") }
    /// FB C0 78 70, where isolinux can be started from a disk as well.
    public static var isohybridSignature: Field<RawBytes> {
        Field("isohybridSignature", 64..<68, "isohybrid(1)")
    }
    /// GRUB's copy of its own address.
    public static var grub2BootInfo: Field<LittleEndian<UInt64>> {
        Field("grub2BootInfo", at: 2548, "grub-mkrescue(1)")
    }

    /// Those of the boot information table, where the image has one.
    public var fields: [AnyField] { bootInfo == nil ? [] : BootInfoTable.fields }
}

extension BootInfoTable {
    private static var clause: String { "mkisofs(8), EL TORITO BOOT INFORMATION TABLE" }
    /// The table in the image.
    public static var whole: Field<RawBytes> { Field("bootInfoTable", 8..<64, clause) }
    /// Block of the primary volume descriptor.
    public static var descriptorBlock: Field<LittleEndian<UInt32>> {
        Field("bootInfoTable/descriptorBlock", at: 8, clause)
    }
    /// Block of the image itself.
    public static var imageBlock: Field<LittleEndian<UInt32>> {
        Field("bootInfoTable/imageBlock", at: 12, clause)
    }
    /// Length of the image in bytes.
    public static var imageLength: Field<LittleEndian<UInt32>> {
        Field("bootInfoTable/imageLength", at: 16, clause)
    }
    /// Sum of the 32-bit words from byte 64 on.
    public static var checksum: Field<LittleEndian<UInt32>> {
        Field("bootInfoTable/checksum", at: 20, clause)
    }
    public static var reserved: Field<Reserved> { Field("bootInfoTable/reserved", 24..<64, clause) }

    static var fields: [AnyField] {
        [descriptorBlock.any, imageBlock.any, imageLength.any, checksum.any, reserved.any]
    }
}
