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
    public static let subject = "system area"

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

/// A mark in the system area that tells what stands there.
public struct SystemAreaSignature: Sendable, Hashable {
    public let name: String
    public let place: Place

    private struct Mark {
        let at: Int
        let bytes: [UInt8]
        let name: String
    }

    private static let marks: [Mark] = [
        Mark(at: 0, bytes: [0x33, 0xED], name: "isohybrid boot code"),
        Mark(at: 0, bytes: [0x45, 0x52], name: "Apple driver map"),
        Mark(at: 0, bytes: [0xEB, 0x63, 0x90], name: "GRUB 2 boot code"),
        Mark(at: 0, bytes: [0x4D, 0x5A], name: "MS-DOS or EFI executable header"),
        Mark(at: 0, bytes: [0x7F, 0x45, 0x4C, 0x46], name: "ELF executable"),
        Mark(at: 0, bytes: [0x23, 0x21], name: "script"),
        Mark(at: 0, bytes: [0x25, 0x50, 0x44, 0x46], name: "PDF document"),
        Mark(at: 0, bytes: [0x50, 0x4B, 0x03, 0x04], name: "ZIP archive"),
        Mark(at: 0, bytes: [0x1F, 0x8B, 0x08], name: "gzip data"),
        Mark(at: 0, bytes: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], name: "xz data"),
        Mark(at: 0, bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], name: "PNG picture"),
        Mark(at: 0, bytes: [0xFF, 0xD8, 0xFF], name: "JPEG picture"),
        Mark(at: 0, bytes: [UInt8]("GIF8".utf8), name: "GIF picture"),
        Mark(at: 0, bytes: [UInt8]("Rar!".utf8) + [0x1A, 0x07], name: "RAR archive"),
        Mark(at: 0, bytes: [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], name: "7-Zip archive"),
        Mark(at: 0, bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], name: "OLE document"),
        Mark(at: 0, bytes: [0x0B, 0xE5, 0xA9, 0x41], name: "MIPS volume header"),
        Mark(at: 0, bytes: [0x50, 0x41, 0x4C, 0x4F], name: "HP-PA PALO boot block"),
        Mark(at: 0, bytes: [UInt8]("Licensed by".utf8), name: "PlayStation licence text"),
        Mark(at: 0, bytes: [UInt8]("SEGA SEGAKATANA".utf8), name: "Dreamcast boot header"),
        Mark(at: 0, bytes: [UInt8]("SEGADISCSYSTEM".utf8), name: "Mega-CD boot header"),
        Mark(at: 508, bytes: [0xDA, 0xBE], name: "SUN disk label"),
        Mark(at: 510, bytes: [0x55, 0xAA], name: "MBR"),
        Mark(at: 512, bytes: [UInt8]("EFI PART".utf8), name: "GPT"),
        Mark(at: 512, bytes: [0x50, 0x4D, 0, 0], name: "Apple partition map"),
        Mark(at: 2048, bytes: [0x50, 0x4D, 0, 0], name: "Apple partition map of 2048-byte blocks"),
        Mark(at: 1024, bytes: [0x42, 0x44], name: "HFS volume"),
        Mark(at: 1024, bytes: [0x48, 0x2B], name: "HFS+ volume"),
    ]

    static func all(in area: Record) -> [SystemAreaSignature] {
        marks.filter { area.slice($0.at..<$0.at + $0.bytes.count).elementsEqual($0.bytes) }.map {
            SystemAreaSignature(
                name: $0.name, place: area.place($0.at, $0.bytes.count, field: "systemArea"))
        }
    }
}
