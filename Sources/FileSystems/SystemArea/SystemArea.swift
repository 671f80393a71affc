public import Bytes
public import DiscModel
public import Readers

/// Reads the system area: sectors 0 to 15, which ECMA-119 (6.2.1) leaves to the system that uses the volume. Boot code
/// and partition tables of hybrid images live there; they are named.
public struct SystemArea: WindowReader {
    public static let needs: [any Facts.Type] = [
        MasterBootRecordFacts.self, GUIDPartitionTableFacts.self,
    ]
    public static let roles: Set<InnerWindow.Role> = [.disc]
    /// Sixteen sectors.
    static let length: UInt64 = 16 * LBA.sectorSize

    public init() {}

    public func read(_ context: WindowContext) -> SystemAreaFacts? {
        let window = context.window
        var gaps: [Gap] = []
        let place = window.place(window.start, Self.length, field: "systemArea")
        let area = window.part(window.start, Int(Self.length), for: .systemArea, place, gaps: &gaps)
        guard !area.bytes.isEmpty else { return nil }
        return SystemAreaFacts(
            area: area, signatures: SystemAreaSignature.all(in: area),
            partitions: context.known.facts(MasterBootRecordFacts.self)?.partitions ?? [],
            guidTables: context.known.facts(GUIDPartitionTableFacts.self)?.tables ?? [], gaps: gaps)
    }
}

/// What the system area holds.
public struct SystemAreaFacts: Facts {
    public static let subject = "system area"

    public let area: Record
    public let signatures: [SystemAreaSignature]
    /// The partition tables that begin in it.
    public let partitions: [MBRPartition]
    public let guidTables: [GUIDTable]
    public let gaps: [Gap]

    public var isBlank: Bool { area.bytes.isFilled(with: 0) }

    public var claims: [Claim] {
        [Claim(.systemArea, offset: area.offset, length: UInt64(area.bytes.count), "system area")]
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
