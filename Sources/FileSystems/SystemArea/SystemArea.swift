public import Bytes
public import DiscModel
public import Readers

/// Reads the system area: sectors 0 to 15, which ECMA-119 (6.2.1) leaves to the system that uses the volume. Boot code
/// and partition tables of hybrid images live there; they are named.
public struct SystemArea: WindowReader {
    public static let needs: [any Facts.Type] = [
        MasterBootRecordFacts.self, GUIDPartitionTableFacts.self, ApplePartitionMapFacts.self,
        BootBlockFacts.self,
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
        let known = context.known
        return SystemAreaFacts(
            area: area, signatures: SystemAreaSignature.all(in: area),
            partitions: known.facts(MasterBootRecordFacts.self)?.partitions ?? [],
            guidTables: known.facts(GUIDPartitionTableFacts.self)?.tables ?? [],
            guidPartitions: known.facts(GUIDPartitionTableFacts.self)?.partitions ?? [],
            appleMaps: known.facts(ApplePartitionMapFacts.self)?.maps ?? [],
            bootBlock: known.facts(BootBlockFacts.self)?.block, gaps: gaps,
            isApple: Self.isApple(area, window))
    }

    private static func isApple(_ area: Record, _ window: Window) -> Bool {
        guard area.has("BD", at: 1_024) || area.has("H+", at: 1_024) || area.has("HX", at: 1_024),
            let bytes = try? window.bytes(at: window.start.adding(length + 1), count: 5)
        else { return false }
        return !Record(bytes).has("CD001", at: 0)
    }
}

/// What the system area holds.
public struct SystemAreaFacts: Facts {
    public let area: Record
    public let signatures: [SystemAreaSignature]
    /// The partition tables that begin in it.
    public let partitions: [MBRPartition]
    public let guidTables: [GUIDTable]
    public let guidPartitions: [GUIDPartition]
    public let appleMaps: [AppleMap]
    /// Of a machine that is no PC.
    public let bootBlock: BootBlock?
    public let gaps: [Gap]
    /// Whether the area is the beginning of a volume of HFS, which no volume of ISO 9660 follows.
    let isApple: Bool

    public var isBlank: Bool { area.bytes.isFilled(with: 0) }

    /// What a table other than that of the MBR leads to.
    public struct Named: Sendable {
        public let table: String
        public let name: DisplayName
        public let type: String?
        public let run: DiscMap.Run
    }

    public var named: [Named] {
        let guid = guidPartitions.compactMap { part in
            part.blocks.map {
                Named(table: "GPT", name: DisplayName(part.name), type: part.typeGUID, run: $0)
            }
        }
        let apple = appleMaps.flatMap(\.entries).map {
            Named(
                table: "Apple partition map", name: DisplayName($0.name), type: DisplayName($0.type).escaped,
                run: .init(offset: $0.start, length: $0.length))
        }
        let other = (bootBlock?.targets ?? []).map {
            Named(
                table: bootBlock?.kind.rawValue ?? "", name: DisplayName($0.name), type: nil, run: $0.run)
        }
        return guid + apple + other
    }

    /// The tables by their names, and the rest as what it is.
    public var claims: [Claim] {
        let end = area.offset.adding(UInt64(area.bytes.count))
        var claims: [Claim] = []
        var reached = area.offset
        func rest(to offset: UInt64) {
            guard offset > reached, !isApple else { return }
            claims.append(Claim(.systemArea, offset: reached, length: offset - reached, "system area"))
        }
        for (name, run) in tables.sorted(by: { $0.run.lowerBound < $1.run.lowerBound }) {
            // Where tables share bytes, the one that begins first has them.
            let start = max(run.lowerBound, reached)
            let stop = min(run.upperBound, end)
            guard start < stop else { continue }
            rest(to: start)
            claims.append(Claim(.partitionTable, offset: start, length: stop - start, name))
            reached = stop
        }
        rest(to: end)
        return claims
    }

    /// What has a name, wherever it lies.
    private var tables: [(name: String, run: Range<UInt64>)] {
        var tables: [(name: String, run: Range<UInt64>)] = []
        func add(_ name: String, _ offset: UInt64, _ length: UInt64) {
            tables.append((name, offset..<offset.adding(length)))
        }
        let drivers = area.has("ER", at: 0) ? "Apple driver descriptor map" : nil
        if let bootBlock {
            add(bootBlock.kind.rawValue, area.offset, UInt64(bootBlock.record.count))
        } else if MasterBootRecord.isSigned(area) {
            add(drivers.map { "MBR with \($0)" } ?? "MBR", area.offset, 512)
        } else if let drivers {
            add(drivers, area.offset, 512)
        }
        for table in guidTables where table.offset < area.offset.adding(Self.tableEnd) {
            add("GPT header", table.offset, 512)
            add("GPT entries", table.entries.offset, min(table.entries.length, Self.tableEnd))
        }
        for map in appleMaps { add("Apple partition map", map.run.lowerBound, UInt64(map.run.count)) }
        return tables
    }

    private static let tableEnd = SystemArea.length
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
