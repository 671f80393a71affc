/// A file compressed block by block (zisofs): its ZF entry, its header, and its block pointer array, kept raw.
///
/// Version 1 of ZF: two letters of the algorithm (`pz`), header size / 4, log2 of the block size, and the uncompressed
/// size in both byte orders. Header: magic 37 E4 53 96 C9 DB D6 07, uncompressed size, header size / 4, log2 of the block
/// size, two reserved bytes; then one 32-bit little-endian pointer per block and one behind the last.
///
/// Version 2: algorithm `PZ`, and the size once in 64 bits, little-endian. Header: magic EF 22 55 A1 BC 1B 95 A0, version,
/// header size / 4, number of the algorithm, log2 of the block size, the size in 64 bits, four reserved bytes; then
/// pointers of 64 bits.
public struct ZisofsFile: Sendable {
    public static let magic: [UInt8] = [0x37, 0xE4, 0x53, 0x96, 0xC9, 0xDB, 0xD6, 0x07]
    public static let secondMagic: [UInt8] = [0xEF, 0x22, 0x55, 0xA1, 0xBC, 0x1B, 0x95, 0xA0]

    public let slot: Int
    public let entry: SystemUseEntry
    /// Header and pointer array, cut to what the file holds and to a limit.
    public let head: Sector
    /// Bytes of the file as stored.
    public let storedSize: UInt64
    /// Whether `head` holds the whole pointer array.
    public let isWhole: Bool

    /// Bytes of header and pointers that a reader keeps of one file.
    static let headLimit = 1 << 20

    /// Pointers needed for `size` bytes in blocks of 2^`log2`, and one behind.
    public static func pointerCount(size: UInt32, log2: UInt8) -> Int? {
        guard (15...17).contains(log2) else { return nil }
        return (Int(size) + (1 << Int(log2)) - 1) >> Int(log2) + 1
    }

    /// Whether ZF is of version 2 of the format.
    public static func isSecond(_ entry: SystemUseEntry) -> Bool { entry.version == 2 }

    /// Bytes of header and pointers that a ZF entry announces; of the header alone if it makes no sense.
    public static func headLength(_ entry: SystemUseEntry) -> Int {
        guard isSecond(entry) else {
            return 16 + 4 * (pointerCount(size: entry.u32le(8), log2: entry.u8(7)) ?? 0)
        }
        let size = UInt64(entry.u32le(8)) | UInt64(entry.u32le(12)) << 32
        guard (15...20).contains(entry.u8(7)), size < 1 << 44 else { return 24 }
        let log2 = UInt64(entry.u8(7))
        return 24 + 8 * (Int((size + (1 << log2) - 1) >> log2) + 1)
    }
}
