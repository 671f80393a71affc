public import Bytes
public import DiscModel

/// An IFO or BUP: how a player finds its way in a set.
public struct DVDInformation: RawStructure {
    /// Its first sector.
    public let record: Record
    public let file: DVDFile
    /// Whether it is that of the video manager.
    public let isManager: Bool
    /// The table of titles: how many, and twelve bytes for each (TT_SRPT).
    public let titles: Record?
    /// The last sector that the cells of the menus and of the titles take, counted in their VOBs (C_ADT).
    public let menuLast: UInt32?
    public let titleLast: UInt32?

    public var prefix: String { isManager ? "VMGI_MAT/" : "VTSI_MAT/" }
    public var fields: [AnyField] {
        let common = [
            DVDTable.identifier.any, DVDTable.setLastSector.any, DVDTable.informationLastSector.any,
            DVDTable.menuStart.any, DVDTable.menuCells.any,
        ]
        return common
            + (isManager
                ? [DVDManager.titleSets.any, DVDManager.titles.any]
                : [DVDTitles.start.any, DVDTitles.cells.any])
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
            var place = titles.place(at + 8, 4, field: "TT_SRPT/title set start")
            place.path = file.path
            place.tree = file.tree
            return (Int(titles.u8(at + 6)), titles.u32be(at + 8), place)
        }
    }

    /// Titles of a disc, and bytes of each in the table.
    static let mostTitles = 99
    static let titleLength = 12

    /// The place of a field, with the file that it stands in.
    public func place<Coding>(of field: Field<Coding>) -> Place {
        var place = place(field)
        place.path = file.path
        place.tree = file.tree
        return place
    }

    /// Bytes of the file, all of it, in which the tables are sought.
    init(_ bytes: [UInt8], _ file: DVDFile, isManager: Bool) {
        func part(_ at: Int, _ count: Int) -> Record {
            let start = min(max(0, at), bytes.count)
            let held = Array(bytes[start..<start + min(max(0, count), bytes.count - start)])
            return Record(offset: file.offset(of: UInt64(start)) ?? 0, held)
        }
        func table(_ field: DVDLong, in head: Record) -> Int? {
            let at = Int(head[field]) * .sector
            return at > 0 && at < bytes.count ? at : nil
        }
        func last(_ field: DVDLong, in head: Record) -> UInt32? {
            guard let at = table(field, in: head) else { return nil }
            let whole = Record(bytes).part(at)
            // Entries from byte 8 on, up to the byte that the table names as its last.
            let end = min(Int(whole.u32be(4)) + 1, whole.count)
            return stride(from: 8, through: end - 12, by: 12).map { whole.u32be($0 + 8) }.max()
        }
        let head = part(0, .sector)
        record = head
        self.file = file
        self.isManager = isManager
        titles =
            isManager
            ? table(DVDManager.titles, in: head).map { part($0, 8 + Self.mostTitles * Self.titleLength) }
            : nil
        menuLast = last(DVDTable.menuCells, in: head)
        titleLast = isManager ? nil : last(DVDTitles.cells, in: head)
    }
}
