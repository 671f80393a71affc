public import Bytes
public import DiscModel
public import Readers

/// Reads the partition table of a master boot record (UEFI 2.11, 5.2.1): four entries, when the boot signature stands
/// at byte 510. Blocks are of 512 bytes, whatever the medium.
public struct MasterBootRecord: WindowReader {
    public static let roles: Set<InnerWindow.Role> = [.disc, .bootImage]

    public init() {}

    public func read(_ context: WindowContext) -> MasterBootRecordFacts? {
        let window = context.window
        // What cannot be read is a gap of the system area, which begins with the same bytes.
        var ignored: [Gap] = []
        let block = window.part(
            window.start, Int(PartitionTables.block), for: .systemArea, Place(), gaps: &ignored)
        guard Self.isSigned(block) else { return nil }
        let partitions = Self.partitions(in: block)
        let windows = partitions.compactMap { Self.inner($0, of: window) }
        // Any boot sector has the signature; what stands for partitions in one without them is code.
        let isDisk = window.role == .disc || !windows.isEmpty && !FATBootSector(block).isPlausible
        return isDisk ? MasterBootRecordFacts(partitions: partitions, windows: windows) : nil
    }

    /// Whether a boot sector has its signature.
    public static func isSigned(_ sector: Record) -> Bool { sector[signature] == signed }

    /// The entries of a boot sector's partition table that are not blank; none without the signature.
    public static func partitions(in sector: Record) -> [MBRPartition] {
        guard isSigned(sector) else { return [] }
        return entries(in: sector).filter { $0.type != 0 || $0.blocks != 0 }
    }

    /// What stands in the place of the four entries, whether or not the sector is signed.
    public static func entries(in sector: Record) -> [MBRPartition] {
        (0..<4).map {
            MBRPartition(number: $0 + 1, record: sector.part(entry($0).offset, entry($0).length))
        }
    }

    /// What a partition holds is for other readers; the one of type EE protects a GPT and holds everything.
    private static func inner(_ partition: MBRPartition, of window: Window) -> InnerWindow? {
        guard partition.type != 0, partition.type != 0xEE, partition.blocks > 0 else { return nil }
        return window.inner(
            .partition, partition.start, partition.length, unit: PartitionTables.block,
            title: DisplayName("partition \(partition.number)"))
    }
}

/// What partition tables have in common.
public enum PartitionTables {
    /// Bytes of a block (UEFI 2.11, 5.3.1, for media that have no other).
    public static let block: UInt64 = 512
}

/// One entry of an MBR partition table, raw; blocks are of 512 bytes.
public struct MBRPartition: Sendable, Hashable {
    /// Counted from 1.
    public let number: Int
    public let record: Record

    public var status: UInt8 { self[Self.status] }
    public var type: UInt8 { self[Self.type] }
    public var firstBlock: UInt32 { self[Self.firstBlock] }
    public var blocks: UInt32 { self[Self.blocks] }

    /// Where it begins and how long it is, in bytes of the disk that the table describes.
    public var start: UInt64 { UInt64(firstBlock) * PartitionTables.block }
    public var length: UInt64 { UInt64(blocks) * PartitionTables.block }

    /// Bytes of a cylinder, as far as the position of its end tells the geometry.
    public var cylinder: UInt64 {
        (UInt64(self[Self.lastHead]) + 1) * UInt64(self[Self.lastSector] & 0x3F) * PartitionTables.block
    }
}

/// A master boot record with its signature.
public struct MasterBootRecordFacts: Facts {
    /// Entries that are not blank.
    public let partitions: [MBRPartition]
    public let windows: [InnerWindow]
}
