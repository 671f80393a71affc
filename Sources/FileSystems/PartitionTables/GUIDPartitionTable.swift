public import Bytes
import Digests
public import DiscModel
public import Readers

/// Reads the primary GPT header at block 1 and the backup that it names (UEFI 2.11, 5.3.2), and the entries of the first
/// (5.3.3). Blocks are of 512 bytes.
public struct GUIDPartitionTable: WindowReader {
    public static let roles: Set<InnerWindow.Role> = [.disc]
    /// Entries that are read; 128 are usual.
    private static let entryLimit: UInt32 = 256

    public init() {}

    public func read(_ context: WindowContext) -> GUIDPartitionTableFacts? {
        let window = context.window
        let block = PartitionTables.block
        var ignored: [Gap] = []
        let primary = window.part(
            window.start.adding(block), Int(block), for: .systemArea, Place(), gaps: &ignored)
        guard primary.has("EFI PART", at: 0) else { return nil }
        var gaps: [Gap] = []
        var tables = [GUIDTable(record: primary)]
        let alternate = primary[GUIDTable.otherBlock].times(block)
        if alternate < window.size {
            let place = window.place(alternate, block, field: "backup GPT header")
            let backup = window.whole(alternate, Int(block), for: .systemArea, place, gaps: &gaps)
            if let backup, backup.has("EFI PART", at: 0) { tables.append(GUIDTable(record: backup)) }
        }
        return GUIDPartitionTableFacts(
            tables: tables, sums: tables.map { Self.sums(of: $0, window) },
            partitions: Self.partitions(of: tables[0], window), window, gaps: gaps)
    }

    /// Bytes of entries that are summed: 128 of 128 bytes are usual, 16 kB.
    private static let summed: UInt64 = 1 << 20

    /// The sums over a header and its entries as the bytes give them; nil where they cannot be computed.
    private static func sums(of table: GUIDTable, _ window: Window) -> GUIDTableSums {
        var ignored: [Gap] = []
        let (offset, length) = table.entries
        guard length > 0, length <= summed else { return table.sums(entries: Record([])) }
        return table.sums(
            entries: window.part(offset, Int(length), for: .systemArea, Place(), gaps: &ignored))
    }

    private static func partitions(of table: GUIDTable, _ window: Window) -> [GUIDPartition] {
        guard let length = table.entryLength else { return [] }
        let count = Int(min(table[GUIDTable.entryCount], entryLimit))
        var ignored: [Gap] = []
        let entries = window.part(
            table.entries.offset, count * length, for: .systemArea, Place(), gaps: &ignored)
        return table.partitions(in: entries)
    }
}

/// A GPT header, raw.
public struct GUIDTable: Sendable, Hashable {
    public let record: Record

    public init(record: Record) { self.record = record }

    /// Where the partition entries lie, and how many bytes they take.
    public var entries: (offset: UInt64, length: UInt64) {
        (
            self[Self.entriesBlock].times(PartitionTables.block),
            UInt64(self[Self.entryCount]).times(UInt64(self[Self.entrySize]))
        )
    }

    /// - Parameter entries: the bytes of its entries, as far as they could be read.
    public func sums(entries: Record) -> GUIDTableSums {
        let size = Int(self[Self.headerSize])
        var header: UInt32?
        if (92...512).contains(size) {
            var bytes = Array(record.slice(0, size))
            bytes.replaceSubrange(Self.headerCRC.range, with: [0, 0, 0, 0])
            header = Self.crc(of: bytes)
        }
        let isWhole = entries.count > 0 && UInt64(entries.count) == self.entries.length
        return GUIDTableSums(header: header, entries: isWhole ? Self.crc(of: Array(entries.bytes)) : nil)
    }

    private static func crc(of bytes: [UInt8]) -> UInt32 {
        RunningDigest.digest(.crc32, of: bytes).bytes.reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Bytes of an entry; nil where no table could have such.
    var entryLength: Int? {
        let length = Int(self[Self.entrySize])
        return (128...4096).contains(length) ? length : nil
    }

    /// The entries that are not blank, of as many as begin in these bytes.
    ///
    /// - Parameter entries: from the first entry on.
    public func partitions(in entries: Record) -> [GUIDPartition] {
        guard let length = entryLength else { return [] }
        return (0..<min(entries.count / length, Int(self[Self.entryCount]))).map {
            GUIDPartition(number: $0 + 1, record: entries.part($0 * length, length))
        }.filter { !$0[GUIDPartition.type].isFilled(with: 0) }
    }
}

/// A partition as an entry of a GPT describes it, raw.
public struct GUIDPartition: Sendable, Hashable {
    /// Counted from 1.
    public let number: Int
    public let record: Record

    public var name: String {
        let label = record.part(Self.label.offset, Self.label.length)
        let units = stride(from: 0, to: Self.label.length, by: 2).map { label.u16le($0) }.prefix { $0 != 0 }
        return String(decoding: units, as: UTF16.self)
    }

    /// The GUID of its type as people write it: the first three parts have their least significant byte first.
    public var typeGUID: String {
        let bytes = Array(self[Self.type])
        guard bytes.count == 16 else { return "" }
        let order = [[3, 2, 1, 0], [5, 4], [7, 6], [8, 9], [10, 11, 12, 13, 14, 15]]
        return order.map { part in part.map { bytes[$0].hexadecimal(uppercase: true) }.joined() }
            .joined(separator: "-")
    }

    public static let systemPartition = "C12A7328-F81F-11D2-BA4B-00A0C93EC93B"

    /// Where it lies, in bytes; nil where it would end before it begins.
    public var blocks: DiscMap.Run? {
        let (first, last) = (self[Self.firstBlock], self[Self.lastBlock])
        guard first <= last else { return nil }
        return DiscMap.Run(
            offset: first.times(PartitionTables.block),
            length: (last - first).adding(1).times(PartitionTables.block))
    }
}

/// The CRC-32 of a GPT header and of its entries as they are; nil for what cannot be summed.
public struct GUIDTableSums: Sendable, Hashable {
    public let header: UInt32?
    public let entries: UInt32?
}

/// The GPT headers of a disc.
public struct GUIDPartitionTableFacts: Facts {
    /// The primary one, and the backup where it stands.
    public let tables: [GUIDTable]
    /// The sums of each table as its bytes give them.
    public let sums: [GUIDTableSums]
    /// Whether the first table is as its sums say.
    public var isSound: Bool {
        guard let table = tables.first, let sums = sums.first else { return false }
        return sums.header == table[GUIDTable.headerCRC] && sums.entries == table[GUIDTable.entriesCRC]
    }
    /// The entries of the first table that are not blank.
    public let partitions: [GUIDPartition]
    public let windows: [InnerWindow]
    public let gaps: [Gap]

    init(
        tables: [GUIDTable], sums: [GUIDTableSums], partitions: [GUIDPartition], _ window: Window, gaps: [Gap]
    ) {
        self.tables = tables
        self.sums = sums
        self.partitions = partitions
        self.gaps = gaps
        windows = partitions.compactMap { partition in
            partition.blocks.flatMap {
                window.inner(
                    .partition, $0.offset, $0.length, unit: PartitionTables.block,
                    title: DisplayName("GPT partition \(partition.number)"))
            }
        }
    }

    /// What stands outside of the system area, which owns the primary header.
    public var claims: [Claim] {
        var claims: [Claim] = []
        for (index, table) in tables.enumerated() {
            let name = index == 0 ? "GPT" : "backup GPT"
            let entries = table.entries
            // The header takes a whole block of the volume; entries are only believed where they are short.
            if index > 0 {
                claims.append(
                    Claim(
                        .partitionTable, offset: table.offset, length: PartitionTables.block,
                        "\(name) header"))
            }
            guard entries.length <= 1 << 20, entries.offset >= SystemArea.length else { continue }
            claims.append(
                Claim(.partitionTable, offset: entries.offset, length: entries.length, "\(name) entries"))
        }
        return claims
    }
}
