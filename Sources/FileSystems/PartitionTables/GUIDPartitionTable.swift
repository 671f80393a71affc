public import Bytes
public import DiscModel
public import Readers

/// Reads the primary GPT header at block 1 and the backup that it names (UEFI 2.10, 5.3.2), and the entries of the first
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
        var tables = [GUIDTable(header: primary)]
        let alternate = primary.u64le(32).times(block)
        if alternate < window.size {
            let place = window.place(alternate, block, field: "backup GPT header")
            let backup = window.whole(alternate, Int(block), for: .systemArea, place, gaps: &gaps)
            if let backup, backup.has("EFI PART", at: 0) { tables.append(GUIDTable(header: backup)) }
        }
        return GUIDPartitionTableFacts(
            tables: tables, windows: Self.partitions(of: tables[0], window), gaps: gaps)
    }

    private static func partitions(of table: GUIDTable, _ window: Window) -> [InnerWindow] {
        let length = Int(table.header.u32le(84))
        guard (128...4096).contains(length) else { return [] }
        let count = Int(min(table.header.u32le(80), entryLimit))
        var ignored: [Gap] = []
        let entries = window.part(
            table.entries.offset, count * length, for: .systemArea, Place(), gaps: &ignored)
        return (0..<count).compactMap { index in
            let at = index * length
            let (first, last) = (entries.u64le(at + 32), entries.u64le(at + 40))
            guard entries.slice(at..<at + 16).contains(where: { $0 != 0 }), first <= last else { return nil }
            return window.inner(
                .partition, first.times(PartitionTables.block),
                (last - first).adding(1).times(PartitionTables.block), unit: PartitionTables.block,
                title: DisplayName("GPT partition \(index + 1)"))
        }
    }
}

/// A GPT header, raw.
public struct GUIDTable: Sendable, Hashable {
    public let header: Record

    /// Where the partition entries lie, and how many bytes they take.
    public var entries: (offset: UInt64, length: UInt64) {
        (
            header.u64le(72).times(PartitionTables.block),
            UInt64(header.u32le(80)).times(UInt64(header.u32le(84)))
        )
    }
}

/// The GPT headers of a disc.
public struct GUIDPartitionTableFacts: Facts {
    /// The primary one, and the backup where it stands.
    public let tables: [GUIDTable]
    public let windows: [InnerWindow]
    public let gaps: [Gap]

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
                        .partitionTable, offset: table.header.offset, length: PartitionTables.block,
                        "\(name) header"))
            }
            guard entries.length <= 1 << 20, entries.offset >= SystemArea.length else { continue }
            claims.append(
                Claim(.partitionTable, offset: entries.offset, length: entries.length, "\(name) entries"))
        }
        return claims
    }
}
