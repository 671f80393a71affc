/// How a file is stored that is compressed block by block (zisofs): its digest is that of what it unpacks to.
///
/// At `headerSize` stand the pointers, little-endian: where each block begins, and where the last one ends, counted from
/// the beginning of the file. A block of no length is one of zeros.
public struct BlockPacking: Sendable, Hashable, Codable {
    /// Bytes before the pointers.
    public let headerSize: UInt64
    /// Bytes of a pointer: 4 or 8.
    public let pointerWidth: Int
    /// Bytes of an unpacked block; the last may have fewer.
    public let blockSize: Int
    /// Bytes of the unpacked file.
    public let size: UInt64

    public init(headerSize: UInt64, pointerWidth: Int, blockSize: Int, size: UInt64) {
        self.headerSize = headerSize
        self.pointerWidth = pointerWidth
        self.blockSize = blockSize
        self.size = size
    }

    public var blockCount: UInt64 { size / UInt64(blockSize) + (size % UInt64(blockSize) == 0 ? 0 : 1) }
}
