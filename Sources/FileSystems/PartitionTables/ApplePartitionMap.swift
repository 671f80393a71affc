public import Bytes
public import DiscModel
public import Readers

/// Reads the driver descriptor map in block 0 and the Apple partition map behind it (Inside Macintosh: Devices, chapter 3).
/// Discs for old Macintoshes have the map twice, in blocks of 512 and of 2048 bytes.
public struct ApplePartitionMap: WindowReader {
    public static let roles: Set<InnerWindow.Role> = [.disc]
    /// Entries of a map that are read; real maps have a dozen.
    private static let entryLimit = 256

    public init() {}

    public func read(_ context: WindowContext) -> ApplePartitionMapFacts? {
        let window = context.window
        // What cannot be read is a gap of the system area.
        var ignored: [Gap] = []
        let block = window.part(window.start, 512, for: .systemArea, Place(), gaps: &ignored)
        let drivers = block.has("ER", at: 0) ? AppleDriverMap(record: block) : nil
        var maps: [AppleMap] = []
        for unit in [drivers?.usableBlockSize ?? 512, 512, .sector] {
            let first = window.start.adding(unit)
            // The fourth entry of a map of small blocks stands where a map of large ones begins.
            guard !maps.contains(where: { $0.blockSize == unit || $0.run.contains(window.placed(first)) })
            else { continue }
            if let map = Self.map(unit, window) { maps.append(map) }
        }
        guard drivers != nil || !maps.isEmpty else { return nil }
        return ApplePartitionMapFacts(drivers: drivers, maps: maps, in: window)
    }

    /// The entries one after the other. Their count is what may be wrong, so those behind it are read as well, unless another
    /// map begins there.
    private static func map(_ unit: UInt64, _ window: Window) -> AppleMap? {
        var entries: [ApplePartition] = []
        var ignored: [Gap] = []
        while entries.count < entryLimit {
            let number = entries.count + 1
            let at = window.start.adding(UInt64(number) * unit)
            let record = window.part(at, 512, for: .systemArea, Place(), gaps: &ignored)
            guard record.count == 512, record.has("PM", at: 0), record.u16be(2) == 0 else { break }
            let declared = entries.first?[ApplePartition.entryCount] ?? .max
            if number > declared, at - window.start == .sector { break }
            entries.append(ApplePartition(number: number, blockSize: unit, record: record))
        }
        return entries.isEmpty ? nil : AppleMap(blockSize: unit, entries: entries)
    }
}

/// The driver descriptor map in block 0, raw.
public struct AppleDriverMap: Sendable, Hashable {
    public let record: Record

    /// Bytes of a block, where a device can have such.
    var usableBlockSize: UInt64? {
        let size = UInt64(self[Self.blockSize])
        return [512, 1024, .sector, 4096].contains(size) ? size : nil
    }
}

/// An Apple partition map: one entry in each block from block 1 on.
public struct AppleMap: Sendable, Hashable {
    public let blockSize: UInt64
    public let entries: [ApplePartition]

    /// The bytes of its blocks.
    public var run: Range<UInt64> {
        let start = entries.first?.offset ?? 0
        return start..<start.adding(UInt64(entries.count).times(blockSize))
    }
}

/// An entry of an Apple partition map, raw.
public struct ApplePartition: Sendable, Hashable {
    /// Counted from 1.
    public let number: Int
    public let blockSize: UInt64
    public let record: Record

    public var name: String { Record.text(self[Self.name].prefix { $0 != 0 }) }
    public var type: String { Record.text(self[Self.type].prefix { $0 != 0 }) }
    /// The entry that stands for the map itself.
    public var isMap: Bool { type == "Apple_partition_map" }

    /// Where it begins and how long it is, in bytes of the disk.
    public var start: UInt64 { UInt64(self[Self.firstBlock]).times(blockSize) }
    public var length: UInt64 { UInt64(self[Self.blocks]).times(blockSize) }
}

/// The Apple partition maps of a disc.
public struct ApplePartitionMapFacts: Facts {
    public let drivers: AppleDriverMap?
    /// One, or one for each size of blocks.
    public let maps: [AppleMap]
    public let windows: [InnerWindow]

    init(drivers: AppleDriverMap?, maps: [AppleMap], in window: Window) {
        self.drivers = drivers
        self.maps = maps
        windows = maps.flatMap(\.entries).filter { Self.mayHoldVolume($0) }.map {
            window.inner(
                .partition, $0.start, $0.length, unit: PartitionTables.block,
                title: DisplayName("Apple partition \($0.number)"))
        }
    }

    /// The map, free space and what xorriso fills gaps with hold nothing of their own.
    private static func mayHoldVolume(_ partition: ApplePartition) -> Bool {
        partition.length > 0
            && !["Apple_partition_map", "Apple_Free", "Apple_Void", "ISO9660_data"].contains(partition.type)
    }
}
