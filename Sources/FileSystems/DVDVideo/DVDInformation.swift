public import Bytes
public import DiscModel

/// An IFO or BUP: how a player finds its way in a set.
public struct DVDInformation: RawStructure {
    /// Its first sector.
    public let record: Record
    public let file: VideoFile
    /// Whether it is that of the video manager.
    public let isManager: Bool
    /// The tables that it leads to, in the order of their pointers.
    public let tables: [DVDTablePart]
    /// The table of titles: how many, and twelve bytes for each (TT_SRPT).
    public let titles: Record?
    /// The last sector that the cells of the menus and of the titles take, counted in their VOBs (C_ADT).
    public let menuLast: UInt32?
    public let titleLast: UInt32?
    /// The sectors at which units of the menus and of the titles begin, each with a navigation pack, counted in their VOBs (VOBU_ADMAP).
    public let menuUnits: [UInt32]
    public let titleUnits: [UInt32]

    public var prefix: String { isManager ? "VMGI_MAT/" : "VTSI_MAT/" }
    public var fields: [AnyField] {
        let common = [
            DVDTable.identifier.any, DVDTable.setLastSector.any, DVDTable.informationLastSector.any,
            DVDTable.menuStart.any, isManager ? DVDManager.titleSets.any : DVDTitles.start.any,
        ]
        return common + Self.kinds(isManager).map(\.pointer.any)
    }

    /// The name that it ought to begin with.
    public var expectedIdentifier: String { isManager ? "DVDVIDEO-VMG" : "DVDVIDEO-VTS" }
    public var hasIdentifier: Bool { record[DVDTable.identifier].elementsEqual(expectedIdentifier.utf8) }

    /// For each title set that the table of titles names, the sector at which it begins, counted from VIDEO_TS.IFO, and where that stands.
    public var titleSets: [(number: Int, sector: UInt32, place: Place)] {
        guard let titles else { return [] }
        let count = min(Int(titles.u16be(0)), Self.mostTitles)
        var known: Set<Int> = []
        return (0..<count).compactMap { title in
            let at = 8 + title * Self.titleLength
            guard at + Self.titleLength <= titles.count, known.insert(Int(titles.u8(at + 6))).inserted else {
                return nil
            }
            let place = titles.place(at + 8, 4, field: "TT_SRPT/title set start")
            return (Int(titles.u8(at + 6)), titles.u32be(at + 8), file.naming(place))
        }
    }

    /// Titles of a disc, and bytes of each in the table.
    static let mostTitles = 99
    static let titleLength = 12

    private static func kinds(_ isManager: Bool) -> [DVDTableKind] {
        isManager ? DVDManager.tables : DVDTitles.tables
    }

    /// The place of a field, with the file that it stands in.
    public func place<Coding>(of field: Field<Coding>) -> Place { file.naming(place(field)) }

    /// The table that a byte of the file belongs to; nil for one of the first sector, and for one of none.
    public func table(ofByte byte: UInt64) -> DVDTablePart? {
        tables.last { $0.first <= byte && byte < $0.end }
    }

    /// Bytes of the file, all of it, in which the tables are sought.
    init(_ bytes: [UInt8], _ file: VideoFile, isManager: Bool) {
        let whole = Record(bytes)
        let head = Record(offset: file.offset(of: 0) ?? 0, Array(whole.slice(0, .sector)))
        func table(_ field: DVDLong) -> Record? {
            let at = Int(head[field]) * .sector
            return at > 0 && at < bytes.count ? whole.part(at) : nil
        }
        /// The numbers at some bytes of each entry, up to the byte that the table names as its last.
        func entries(_ field: DVDLong, lastByte: Int, from first: Int, every length: Int, at: Int) -> [UInt32]
        {
            guard let table = table(field) else { return [] }
            let end = min(Int(table.u32be(lastByte)) + 1, table.count)
            return stride(from: first, through: end - length, by: length).map { table.u32be($0 + at) }
        }
        func last(_ field: DVDLong) -> UInt32? {
            entries(field, lastByte: 4, from: 8, every: 12, at: 8).max()
        }
        func units(_ field: DVDLong) -> [UInt32] { entries(field, lastByte: 0, from: 4, every: 4, at: 0) }
        record = head
        self.file = file
        self.isManager = isManager
        tables = Self.kinds(isManager).compactMap { DVDTablePart($0, head, whole) }
        let isNamed = isManager ? table(DVDManager.titles) : nil
        titles = isNamed.map {
            let held = Array($0.slice(0, 8 + Self.mostTitles * Self.titleLength))
            return Record(offset: file.offset(of: $0.offset) ?? 0, held)
        }
        menuLast = last(DVDTable.menuCells)
        titleLast = isManager ? nil : last(DVDTitles.cells)
        menuUnits = units(DVDTable.menuUnits)
        titleUnits = isManager ? [] : units(DVDTitles.units)
    }
}

/// A table of an IFO as its pointer and its first bytes present it.
public struct DVDTablePart: Sendable {
    /// What it lists.
    public let name: String
    public let pointer: DVDLong
    /// The sector of the IFO at which it begins.
    public let sector: UInt32
    /// Bytes from its first to the one that it names as its last; 0 where it begins behind the end of the file.
    public let length: UInt64
    /// Bytes that the entries take which it counts; nil where it counts none.
    public let needed: UInt64?

    /// Its first byte, and the first behind it, counted in the file.
    public var first: UInt64 { UInt64(sector).times(.sector) }
    public var end: UInt64 { first.adding(length) }

    /// Nil where the pointer says that there is no such table.
    init?(_ kind: DVDTableKind, _ head: Record, _ file: Record) {
        let sector = head[kind.pointer]
        guard head.count >= .sector, sector > 0 else { return nil }
        (name, pointer, self.sector) = (kind.name, kind.pointer, sector)
        let at = Int(sector) * .sector
        let isInside = at < file.count
        length = isInside ? UInt64(file.u32be(at + kind.lastByte)) + 1 : 0
        needed = isInside ? kind.entry.map { 8 + UInt64(file.u16be(at)) * UInt64($0) } : nil
    }
}
