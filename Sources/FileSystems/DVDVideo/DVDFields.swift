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
}

/// The table of the video manager, VIDEO_TS.IFO.
public enum DVDManager {
    private static var clause: String { "DVD-Video VMGI_MAT" }
    public static var titleSets: DVDWord { Field("titleSets", at: 0x3E, clause) }
    /// The table of titles (TT_SRPT), as a sector of the IFO.
    public static var titles: DVDLong { Field("titleTable", at: 0xC4, clause) }
}

/// The table of a title set, VTS_nn_0.IFO.
public enum DVDTitles {
    private static var clause: String { "DVD-Video VTSI_MAT" }
    /// The first VOB of the titles.
    public static var start: DVDLong { Field("titleStart", at: 0xC4, clause) }
    /// The table that lists the cells of the titles, as a sector of the IFO.
    public static var cells: DVDLong { Field("titleCellTable", at: 0xE0, clause) }
}
