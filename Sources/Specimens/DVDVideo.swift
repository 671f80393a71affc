import Bytes

/// DVD-Video as specimens: a video manager with menus, and one title set with menus and two VOBs, each file where its IFO says, in a
/// bridge of UDF 1.02 and ISO 9660.
///
/// Files have the landmarks of UDF: `udf:data:/VIDEO_TS/VTS_01_0.IFO`.
extension Specimen {
    public static let dvdVideo = dvdVideo { _ in }

    /// The same after a change of its files, which are in the order in which they lie.
    public static func dvdVideo(
        revision: UInt16 = 0x0102, _ change: (inout [UDFPlan.File]) -> Void
    ) -> Specimen {
        udf {
            $0.revision = revision
            $0.bridge = true
            $0.label = "DVD"
            $0.files = ForgedDVD.files
            change(&$0.files)
        }
    }

    /// Changes how long a file is in its UDF entry, and in the one extent that it has.
    public mutating func setUDFLength(_ path: String, _ length: UInt32) {
        let entry = "udf:fe:" + path
        for at in [56, 176] { set32LE(entry, at, length) }
        sealUDF(entry)
    }

    /// Lets the extent of a UDF entry begin some blocks further on.
    public mutating func moveUDFExtent(_ path: String, by blocks: Int32) {
        let entry = "udf:fe:" + path
        set32LE(entry, 180, get32LE(entry, 180) &+ UInt32(bitPattern: blocks))
        sealUDF(entry)
    }

    /// Changes a number in an IFO and in its BUP.
    public mutating func setDVD32(_ set: String, _ at: Int, _ value: UInt32) {
        for kind in ["IFO", "BUP"] { set32BE("udf:data:/VIDEO_TS/\(set).\(kind)", at, value) }
    }
}

/// The files of VIDEO_TS.
enum ForgedDVD {
    /// Sectors. Menus take so many that a BUP lies in another error correction block than its IFO.
    private static let menu = 16
    private static let titles = [3, 2]
    private static let information = 4
    /// Sectors of the titles that begin with a navigation pack.
    private static let units = [0, 2, 3]

    static let files: [UDFPlan.File] = {
        let (managing, set) = (manager, titleSet)
        let contents: [(String, [UInt8])] = [
            ("VIDEO_TS.IFO", managing), ("VIDEO_TS.VOB", video(0..<menu)), ("VIDEO_TS.BUP", managing),
            ("VTS_01_0.IFO", set), ("VTS_01_0.VOB", video(0..<menu)),
            ("VTS_01_1.VOB", video(0..<titles[0], units)),
            ("VTS_01_2.VOB", video(titles[0]..<titles[0] + titles[1], units)), ("VTS_01_0.BUP", set),
        ]
        return contents.map { .init("/VIDEO_TS/\($0.0)", .bytes($0.1)) }
    }()

    /// VMGI_MAT, the table of titles, and the cells of the menus; a sector each.
    private static var manager: [UInt8] {
        var bytes = head("DVDVIDEO-VMG", sectors: 2 * information + menu)
        bytes.place(UInt16(1).big, at: 0x3E)
        bytes.place(UInt32(1).big, at: 0xC4)
        bytes.place(UInt32(2).big, at: 0xD8)
        // One title of one chapter, in title set 1, behind the manager.
        let start = UInt32(clamping: 2 * information + menu)
        bytes.place(
            UInt16(1).big + [0, 0] + UInt32(19).big + [0x3C, 1, 0, 1, 0, 0, 1, 1] + start.big, at: .sector)
        bytes.place(cells(menu), at: 2 * .sector)
        return bytes
    }

    /// VTSI_MAT, the cells of the menus and of the titles, and the units of the titles.
    private static var titleSet: [UInt8] {
        let count = titles.reduce(0, +)
        var bytes = head("DVDVIDEO-VTS", sectors: 2 * information + menu + count)
        bytes.place(UInt32(clamping: information + menu).big, at: 0xC4)
        bytes.place(UInt32(1).big, at: 0xD8)
        bytes.place(UInt32(2).big, at: 0xE0)
        bytes.place(UInt32(3).big, at: 0xE4)
        bytes.place(cells(menu), at: .sector)
        bytes.place(cells(count), at: 2 * .sector)
        let starts = units.flatMap { UInt32(clamping: $0).big }
        bytes.place(UInt32(clamping: 4 + starts.count - 1).big + starts, at: 3 * .sector)
        return bytes
    }

    private static func head(_ name: String, sectors: Int) -> [UInt8] {
        var bytes: [UInt8] = Array(repeating: 0, count: information * .sector)
        bytes.place(Array(name.utf8), at: 0)
        bytes.place(UInt32(clamping: sectors - 1).big, at: 0x0C)
        bytes.place(UInt32(clamping: information - 1).big, at: 0x1C)
        bytes.place([0, 0x11], at: 0x20)
        bytes.place(UInt32(clamping: information).big, at: 0xC0)
        return bytes
    }

    /// A table of cells with one that takes all sectors (C_ADT).
    private static func cells(_ sectors: Int) -> [UInt8] {
        UInt16(1).big + [0, 0] + UInt32(19).big + [0, 1, 1, 0] + UInt32(0).big
            + UInt32(clamping: sectors - 1).big
    }

    /// Sectors of VOBs, those that begin units with a navigation pack, the others with padding.
    private static func video(_ sectors: Range<Int>, _ units: [Int] = [0]) -> [UInt8] {
        sectors.flatMap { sector -> [UInt8] in
            var bytes: [UInt8] = Array(repeating: 0, count: .sector)
            bytes.place([0, 0, 1, 0xBA, 0x44, 0, 4, 0, 4, 1, 1, 0x89, 0xC3, 0xF8], at: 0)
            guard units.contains(sector) else {
                bytes.place([0, 0, 1, 0xBE, 7, 0xEC] + Array(repeating: 0xFF, count: 2_028), at: 14)
                return bytes
            }
            bytes.place([0, 0, 1, 0xBB, 0, 0x12, 0x80, 0xC4, 0xE1], at: 14)
            bytes.place([0, 0, 1, 0xBF, 3, 0xD4, 0] + UInt32(clamping: sector).big, at: 38)
            bytes.place([0, 0, 1, 0xBF, 3, 0xFA, 1], at: 1_024)
            return bytes
        }
    }
}
