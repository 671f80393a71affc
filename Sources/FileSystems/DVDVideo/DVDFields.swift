public import Bytes

// The fields of the tables that open an IFO (DVD Specifications for Read-Only Disc, part 3: VMGI_MAT and VTSI_MAT). Numbers have their
// most significant byte first; sectors count from the first of the IFO.

/// A number of four bytes, and one of two, most significant byte first.
public typealias DVDLong = Field<BigEndian<UInt32>>
public typealias DVDWord = Field<BigEndian<UInt16>>

/// What the table of the video manager and that of a title set have in common.
public enum DVDTable {
    static var clause: String { "DVD-Video VMGI_MAT, VTSI_MAT" }
    /// `DVDVIDEO-VMG` or `DVDVIDEO-VTS`.
    public static var identifier: Field<Text> { Field("identifier", 0..<12, clause) }
    /// The last sector of the set, which is that of its BUP.
    public static var setLastSector: DVDLong { Field("setLastSector", at: 0x0C, clause) }
    public static var informationLastSector: DVDLong { Field("informationLastSector", at: 0x1C, clause) }
    /// The VOB of the menus; 0 for none.
    public static var menuStart: DVDLong { Field("menuStart", at: 0xC0, clause) }
    /// The table that lists the cells of the menus, as a sector of the IFO; 0 for none.
    public static var menuCells: DVDLong { Field("menuCellTable", at: 0xD8, clause) }
    /// The table of the sectors at which the units of the menus begin.
    public static var menuUnits: DVDLong { Field("menuUnitTable", at: 0xDC, clause) }
}

/// The table of the video manager, VIDEO_TS.IFO.
public enum DVDManager {
    private static var clause: String { "DVD-Video VMGI_MAT" }
    public static var titleSets: DVDWord { Field("titleSets", at: 0x3E, clause) }
    /// The table of titles (TT_SRPT), as a sector of the IFO.
    public static var titles: DVDLong { Field("titleTable", at: 0xC4, clause) }

    static let tables: [DVDTableKind] = [
        DVDTableKind("titles", titles, entry: 12),
        DVDTableKind("menus", Field("menuTable", at: 0xC8, clause), entry: 8),
        DVDTableKind("parental levels", Field("parentalTable", at: 0xCC, clause), entry: 8),
        DVDTableKind("attributes", Field("attributeTable", at: 0xD0, clause), entry: 4),
        DVDTableKind("texts", Field("textTable", at: 0xD4, clause), lastByte: 16),
        DVDTableKind("menu cells", DVDTable.menuCells),
        DVDTableKind("menu units", DVDTable.menuUnits, lastByte: 0),
    ]
}

/// The table of a title set, VTS_nn_0.IFO.
public enum DVDTitles {
    private static var clause: String { "DVD-Video VTSI_MAT" }
    /// The first VOB of the titles.
    public static var start: DVDLong { Field("titleStart", at: 0xC4, clause) }
    /// The table that lists the cells of the titles, as a sector of the IFO.
    public static var cells: DVDLong { Field("titleCellTable", at: 0xE0, clause) }
    /// The table of the sectors at which the units of the titles begin.
    public static var units: DVDLong { Field("titleUnitTable", at: 0xE4, clause) }

    static let tables: [DVDTableKind] = [
        DVDTableKind("chapters", Field("chapterTable", at: 0xC8, clause), entry: 4),
        DVDTableKind("programs", Field("programTable", at: 0xCC, clause), entry: 8),
        DVDTableKind("menus", Field("menuTable", at: 0xD0, clause), entry: 8),
        DVDTableKind("times", Field("timeTable", at: 0xD4, clause), entry: 4),
        DVDTableKind("menu cells", DVDTable.menuCells),
        DVDTableKind("menu units", DVDTable.menuUnits, lastByte: 0),
        DVDTableKind("title cells", cells),
        DVDTableKind("title units", units, lastByte: 0),
    ]
}

/// A table that an IFO leads to.
struct DVDTableKind: Sendable {
    /// What it lists.
    let name: String
    let pointer: DVDLong
    /// Where in it the number of its last byte stands.
    let lastByte: Int
    /// Bytes of an entry behind the eight of its head, of which it has as many as its first two bytes say; nil where they say something
    /// else.
    let entry: Int?

    init(_ name: String, _ pointer: DVDLong, lastByte: Int = 4, entry: Int? = nil) {
        self.name = name
        self.pointer = pointer
        self.lastByte = lastByte
        self.entry = entry
    }
}
