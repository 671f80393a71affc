/// A boot image as a catalog entry points to it.
public struct BootImage: Sendable {
    public let entry: BootCatalogEntry
    /// The platform of its section: that of the validation entry, or of the section header.
    public let platform: UInt8
    public let offset: UInt64
    /// Bytes it is taken to have, and how we know.
    public let length: UInt64
    public let lengthSource: LengthSource
    /// The first bytes, up to 4096.
    public let head: Sector
    /// The patched table of isolinux and others, when the image carries one.
    public let bootInfo: BootInfoTable?

    public enum LengthSource: String, Sendable {
        case emulation, file, fat, sectorCount
    }

    /// GRUB's copy of its own address: at byte 2548, the image's block × 4 + 5 (grub-mkrescue).
    public var grub2BootInfo: UInt64? { head.bytes.count >= 2556 ? head.u64le(2548) : nil }
}

/// The boot information table that mkisofs, genisoimage and xorriso patch into byte 8 to 63 of a boot image
/// (mkisofs(8), "EL TORITO BOOT INFORMATION TABLE").
public struct BootInfoTable: Sendable, Hashable {
    public let sector: Sector
    /// Byte 8: block of the primary volume descriptor.
    public var descriptorBlock: UInt32 { sector.u32le(8) }
    /// Byte 12: block of the image itself.
    public var imageBlock: UInt32 { sector.u32le(12) }
    /// Byte 16: length of the image in bytes.
    public var imageLength: UInt32 { sector.u32le(16) }
    /// Byte 20: sum of the 32-bit words from byte 64 on.
    public var checksum: UInt32 { sector.u32le(20) }
    /// The same sum over the bytes in the image; nil when they could not be read.
    public let measured: UInt32?

    /// Whether bytes 8-63 look like the table: its first field names sector 16, or the length fits a patched image
    /// while the reserved bytes are zero.
    static func isPresent(in head: Sector, block: UInt32) -> Bool {
        guard head.bytes.count >= 64, head.slice(24..<64).allSatisfy({ $0 == 0 }) else { return false }
        let length = head.u32le(16)
        return length >= 64 && (head.u32le(8) == 16 || head.u32le(12) == block)
    }

    /// Sum of little-endian 32-bit words from byte 64 on; a last incomplete word is filled with zeros.
    static func sum(_ bytes: [UInt8]) -> UInt32 {
        let image = Sector(offset: 0, bytes: bytes)
        return stride(from: 64, to: bytes.count, by: 4).reduce(UInt32(0)) { $0 &+ image.u32le($1) }
    }
}
