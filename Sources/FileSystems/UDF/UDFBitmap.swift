import Bytes
import DiscModel
import Readers

/// The bitmap of free blocks of a partition (ECMA-167, 4/14.12): a bit for each block, 1 where it is free.
public struct UDFBitmap: Sendable, Hashable {
    public let descriptor: UDFDescriptor
    /// First block of its partition in the volume.
    public let start: UInt64
    /// Bits that it says to have, and blocks of the partition.
    public let recordedBits: UInt64
    public let blocks: UInt64
    private let bytes: ArraySlice<UInt8>

    static let head = 24

    init(_ descriptor: UDFDescriptor, start: UInt64, blocks: UInt64) {
        self.descriptor = descriptor
        self.start = start
        self.blocks = blocks
        recordedBits = UInt64(descriptor.record.u32le(16))
        bytes = descriptor.record.slice(Self.head, Int(descriptor.record.u32le(20)))
    }

    /// Whether a block of the volume is free by it; blocks that it has no bit for are not.
    func isFree(_ block: UInt64) -> Bool {
        guard block >= start, block - start < min(recordedBits, blocks) else { return false }
        let (byte, bit) = ((block - start) / 8, (block - start) % 8)
        guard byte < UInt64(bytes.count) else { return false }
        return bytes[bytes.startIndex + Int(byte)] >> UInt8(bit) & 1 != 0
    }

    /// Blocks that are free.
    public var free: UInt64 {
        let whole = min(recordedBits, blocks, UInt64(bytes.count) * 8)
        let full = bytes.prefix(Int(whole / 8)).reduce(0) { $0 + UInt64($1.nonzeroBitCount) }
        guard whole % 8 > 0 else { return full }
        let last = bytes[bytes.startIndex + Int(whole / 8)] & (1 << UInt8(whole % 8) - 1)
        return full + UInt64(last.nonzeroBitCount)
    }

    /// Blocks that are used although they are free by it: how many, and the first of them, by bytes of the volume.
    func usedThoughFree(_ used: [Range<UInt64>], blockSize: UInt64) -> (count: UInt64, first: UInt64)? {
        var found: (count: UInt64, first: UInt64)?
        for range in used {
            for block in range.lowerBound / blockSize..<(range.upperBound + blockSize - 1) / blockSize
            where isFree(block) {
                found = ((found?.count ?? 0) + 1, min(found?.first ?? block, block))
            }
        }
        return found
    }
}
