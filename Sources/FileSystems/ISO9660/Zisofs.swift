/// A file compressed block by block (zisofs): its ZF entry, its header, and its block pointer array, kept raw.
///
/// ZF: two letters of the algorithm (`pz`, version 1), header size / 4, log2 of the block size, and the uncompressed
/// size in both byte orders. Header: magic 37 E4 53 96 C9 DB D6 07, uncompressed size, header size / 4, log2 of the
/// block size, two reserved bytes; then one 32-bit little-endian pointer per block and one behind the last.
public struct ZisofsFile: Sendable {
    public static let magic: [UInt8] = [0x37, 0xE4, 0x53, 0x96, 0xC9, 0xDB, 0xD6, 0x07]

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
}
