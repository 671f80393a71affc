public import Bytes
public import DiscModel
public import Sectors

/// Reads the system area: sectors 0 to 15, which ECMA-119 (6.2.1) leaves to the system that uses the volume. Boot code
/// and partition tables of hybrid images live there; they are named, and what they place elsewhere is claimed.
public enum SystemArea: FileSystem {
    public static func read(_ volume: Volume, after disc: DiscBuilder, limits: Limits) -> (any Facts)? {
        var gaps: [Gap] = []
        let place = Place(offset: volume.startOffset, length: 32_768, field: "systemArea")
        let area = volume.part(volume.startOffset, 32_768, for: .systemArea, place, gaps: &gaps)
        guard !area.bytes.isEmpty else { return nil }
        let partitions = masterBootRecord(area)
        let tables = guidTables(area, volume, &gaps)
        return SystemAreaFacts(
            area: area, signatures: SystemAreaSignature.all(in: area), partitions: partitions,
            guidTables: tables,
            gaps: gaps)
    }

    /// The four entries of an MBR partition table (UEFI 2.10, 5.2.1), when the boot signature stands at 510.
    private static func masterBootRecord(_ area: Record) -> [MBRPartition] {
        guard area.u16le(510) == 0xAA55 else { return [] }
        return (0..<4).map { index in
            let at = 446 + 16 * index
            return MBRPartition(
                number: index + 1, status: area.u8(at), type: area.u8(at + 4), firstBlock: area.u32le(at + 8),
                blocks: area.u32le(at + 12))
        }.filter { $0.type != 0 || $0.blocks != 0 }
    }

    /// The primary GPT header at block 1 and the backup that it names (UEFI 2.10, 5.3.2), each kept raw.
    private static func guidTables(_ area: Record, _ volume: Volume, _ gaps: inout [Gap]) -> [GUIDTable] {
        let primary = area.part(512, 512)
        guard primary.has("EFI PART", at: 0) else { return [] }
        var tables = [GUIDTable(header: primary)]
        let alternate = primary.u64le(32).times(512)
        guard alternate < volume.size else { return tables }
        let place = Place(offset: alternate, length: 512, field: "backup GPT header")
        if let backup = volume.whole(alternate, 512, for: .systemArea, place, gaps: &gaps),
            backup.has("EFI PART", at: 0)
        {
            tables.append(GUIDTable(header: backup))
        }
        return tables
    }
}

/// One entry of an MBR partition table; blocks are of 512 bytes.
public struct MBRPartition: Sendable, Hashable {
    public let number: Int
    public let status, type: UInt8
    public let firstBlock, blocks: UInt32

    public var offset: UInt64 { UInt64(firstBlock) * 512 }
    public var length: UInt64 { UInt64(blocks) * 512 }
}

/// A GPT header, raw; its own rules come with the partition table readers.
public struct GUIDTable: Sendable, Hashable {
    public let header: Record

    /// Where the partition entries lie, and how many bytes they take.
    public var entries: (offset: UInt64, length: UInt64) {
        (header.u64le(72).times(512), UInt64(header.u32le(80)).times(UInt64(header.u32le(84))))
    }
}

/// What the system area holds.
public struct SystemAreaFacts: Facts {
    public let area: Record
    public let signatures: [SystemAreaSignature]
    public let partitions: [MBRPartition]
    public let guidTables: [GUIDTable]
    public let gaps: [Gap]

    public var isBlank: Bool { area.bytes.isFilled(with: 0) }

    public var claims: [Claim] {
        var claims = [
            Claim(.systemArea, offset: area.offset, length: UInt64(area.bytes.count), "system area")
        ]
        for table in guidTables {
            let isPrimary = table.header.offset == 512
            let name = isPrimary ? "GPT" : "backup GPT"
            let entries = table.entries
            // The header takes a whole block of the volume; entries are only believed where they are short.
            if !isPrimary {
                claims.append(
                    Claim(.partitionTable, offset: table.header.offset, length: 512, "\(name) header"))
            }
            guard entries.length <= 1 << 20, entries.offset >= area.bytes.count else { continue }
            claims.append(
                Claim(.partitionTable, offset: entries.offset, length: entries.length, "\(name) entries"))
        }
        return claims
    }
}

/// A mark that stands in the system area, and where.
public struct SystemAreaSignature: Sendable, Hashable {
    public let mark: SystemAreaMark
    public let place: Place

    static func all(in area: Record) -> [SystemAreaSignature] {
        SystemAreaMark.allCases.compactMap { mark in
            let (offset, bytes) = mark.pattern
            guard area.slice(offset..<offset + bytes.count).elementsEqual(bytes) else { return nil }
            return SystemAreaSignature(
                mark: mark, place: area.place(offset, bytes.count, field: "systemArea"))
        }
    }
}
