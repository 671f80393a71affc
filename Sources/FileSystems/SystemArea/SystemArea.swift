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
    static let length: UInt64 = 16 * .sector

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
