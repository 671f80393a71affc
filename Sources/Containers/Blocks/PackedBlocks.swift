import Bytes

/// Blocks of a container that are packed each by itself.
protocol PackedBlocks: Sendable {
    /// Bytes of all of them, unpacked.
    var size: UInt64 { get }
    /// Bytes of an unpacked block, at least 1; the last may have fewer.
    var blockBytes: UInt64 { get }
    /// A block, unpacked to its full length.
    func unpack(_ number: UInt64) throws(ReadFailure) -> [UInt8]
}

extension PackedBlocks {
    var blockCount: UInt64 { size / blockBytes + (size % blockBytes == 0 ? 0 : 1) }

    /// Why a block cannot be unpacked, as a clause that names it.
    func failure(_ number: UInt64, _ reason: String) -> ReadFailure {
        ReadFailure(
            offset: number.times(blockBytes), count: Int(clamping: min(blockBytes, size)), reason: reason)
    }
}
