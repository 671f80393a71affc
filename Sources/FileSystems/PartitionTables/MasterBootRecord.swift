import Bytes
public import DiscModel
public import Readers

/// Reads the partition table of a master boot record (UEFI 2.10, 5.2.1): four entries, when the boot signature stands
/// at byte 510. Blocks are of 512 bytes, whatever the medium.
public struct MasterBootRecord: WindowReader {
    public static let roles: Set<InnerWindow.Role> = [.disc]

    public init() {}

    public func read(_ context: WindowContext) -> MasterBootRecordFacts? {
        let window = context.window
        // What cannot be read is a gap of the system area, which begins with the same bytes.
        var ignored: [Gap] = []
        let block = window.part(
            window.start, Int(PartitionTables.block), for: .systemArea, Place(), gaps: &ignored)
        guard block.u16le(510) == 0xAA55 else { return nil }
        let partitions = (0..<4).map { index in
            let at = 446 + 16 * index
            return MBRPartition(
                number: index + 1, status: block.u8(at), type: block.u8(at + 4),
                firstBlock: block.u32le(at + 8), blocks: block.u32le(at + 12))
        }.filter { $0.type != 0 || $0.blocks != 0 }
        return MasterBootRecordFacts(
            partitions: partitions, windows: partitions.compactMap { Self.inner($0, of: window) })
    }

    /// What a partition holds is for other readers; the one of type EE protects a GPT and holds everything.
    private static func inner(_ partition: MBRPartition, of window: Window) -> InnerWindow? {
        guard partition.type != 0, partition.type != 0xEE, partition.blocks > 0 else { return nil }
        return window.inner(
            .partition, partition.offset, partition.length, unit: PartitionTables.block,
            title: DisplayName("partition \(partition.number)"))
    }
}

/// What partition tables have in common.
enum PartitionTables {
    /// Bytes of a block (UEFI 2.10, 5.3.1, for media that have no other).
    static let block: UInt64 = 512
}

/// One entry of an MBR partition table; blocks are of 512 bytes.
public struct MBRPartition: Sendable, Hashable {
    public let number: Int
    public let status, type: UInt8
    public let firstBlock, blocks: UInt32

    public var offset: UInt64 { UInt64(firstBlock) * PartitionTables.block }
    public var length: UInt64 { UInt64(blocks) * PartitionTables.block }
}

/// A master boot record with its signature.
public struct MasterBootRecordFacts: Facts {
    /// Entries that are not blank.
    public let partitions: [MBRPartition]
    public let windows: [InnerWindow]
}
