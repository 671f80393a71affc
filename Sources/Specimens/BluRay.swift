import Bytes

/// Blu-ray as specimens: an index, movie objects, two playlists of one clip each, and their copies, in UDF 2.50 with a metadata partition.
///
/// Files have the landmarks of UDF: `udf:data:/BDMV/PLAYLIST/00001.mpls`.
extension Specimen {
    public static let bluRay = bluRay { _ in }

    /// The same after a change of its files.
    public static func bluRay(_ change: (inout [UDFPlan.File]) -> Void) -> Specimen {
        udf {
            $0.partition = .metadata(mirrorIsCopy: true)
            $0.label = "BLURAY"
            $0.files = ForgedBluRay(version: "0200").files
            change(&$0.files)
        }
    }

    /// AVCHD as cameras and programs put it on DVD: version 0100, and UDF 1.02.
    public static let avchd = udf {
        $0.revision = 0x0102
        $0.bridge = true
        $0.label = "AVCHD"
        $0.files = ForgedBluRay(version: "0100").files
    }

    /// Changes a number in a file of BDMV and in its copy.
    public mutating func setBD32(_ path: String, _ at: Int, _ value: UInt32) {
        for folder in ["/BDMV/", "/BDMV/BACKUP/"] { set32BE("udf:data:" + folder + path, at, value) }
    }
}

/// The files of BDMV.
struct ForgedBluRay {
    /// Units of each stream.
    private static let units = 2
    private static let packet = 192
    private static let packetsOfUnit = 32

    let version: String

    var files: [UDFPlan.File] {
        let navigation: [(String, [UInt8])] = [
            ("index.bdmv", index), ("MovieObject.bdmv", movieObjects),
            ("PLAYLIST/00001.mpls", playlist(1)), ("PLAYLIST/00002.mpls", playlist(2)),
            ("CLIPINF/00001.clpi", clip), ("CLIPINF/00002.clpi", clip),
        ]
        let streams = ["STREAM/00001.m2ts", "STREAM/00002.m2ts"].map { ($0, stream) }
        return (navigation + streams).map { .init("/BDMV/\($0.0)", .bytes($0.1)) }
            + navigation.map { .init("/BDMV/BACKUP/\($0.0)", .bytes($0.1)) }
    }

    private func head(_ identifier: String, _ pointers: [Int]) -> [UInt8] {
        (Array((identifier + version).utf8) + pointers.flatMap { UInt32(clamping: $0).big })
            .padded(to: Self.headLength, with: 0)
    }
    private static let headLength = 40

    /// A part that begins with the count of the bytes behind it.
    private static func part(_ bytes: [UInt8]) -> [UInt8] { UInt32(clamping: bytes.count).big + bytes }

    /// What a player knows of the application, then first playback, top menu and one title, each of them movie object 0.
    private var index: [UInt8] {
        let application = Self.part([0, 0x61] + Array(repeating: 0, count: 32))
        let title: [UInt8] = [0x40, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0]
        let titles = Self.part(title + title + UInt16(1).big + title)
        return head("INDX", [Self.headLength + application.count]) + application + titles
    }

    /// One movie object without commands.
    private var movieObjects: [UInt8] {
        head("MOBJ", []) + Self.part([0, 0, 0, 0] + UInt16(1).big + [0x80, 0, 0, 0])
    }

    /// One item, and no marks.
    private func playlist(_ number: Int) -> [UInt8] {
        let clip = Array("0000\(number)M2TS".utf8)
        let times = UInt32(90_000).big + UInt32(135_000).big
        let streams: [UInt8] = [0, 16] + Array(repeating: 0, count: 14)
        let item = clip + [0, 1, 0] + times + Array(repeating: 0, count: 12) + streams
        let items = Self.part([0, 0] + UInt16(1).big + [0, 0] + UInt16(clamping: item.count).big + item)
        let application = Self.part([0, 1] + Array(repeating: 0, count: 12))
        let start = Self.headLength + application.count
        return head("MPLS", [start, start + items.count]) + application + items + Self.part([0, 0])
    }

    /// What is told of a clip: its packets, and parts that are empty.
    private var clip: [UInt8] {
        let packets = UInt32(clamping: Self.units * Self.packetsOfUnit)
        let application = Self.part(
            [0, 0, 1, 1, 0, 0, 0, 0] + UInt32(6_000_000).big + packets.big + Array(repeating: 0, count: 128))
        let start = Self.headLength + application.count
        let empty = Self.part([0, 0])
        return head("HDMV", (0..<4).map { start + $0 * empty.count }) + application
            + Array((0..<4).map { _ in empty }.joined())
    }

    /// Packets with nothing in them (ISO/IEC 13818-1, 2.4.1).
    private var stream: [UInt8] {
        (0..<Self.units * Self.packetsOfUnit).flatMap { number -> [UInt8] in
            let arrival = UInt32(clamping: number * 847).big
            return (arrival + [0x47, 0x1F, 0xFF, 0x10]).padded(to: Self.packet, with: 0xFF)
        }
    }
}
