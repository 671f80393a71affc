import Bytes
import DiscModel
import FileSystems
import Specimens

/// Files of VIDEO_TS are whole sectors, and none is too long.
enum DVDFilesHaveTheirSize: Rule {
    static let card = RuleCard(
        id: "dvd-file-size",
        title: "Files of VIDEO_TS are whole sectors, and VOBs shorter than 1 GiB",
        rationale: """
            IFO files, BUPs and VOBs are made of whole sectors. One that ends within a sector was cut, and players stop at its last sector. A \
            VOB has 1 GiB less one sector at most; set-top players may not play a longer one to its end.
            """,
        remedy: """
            Copy the disc or file again: the end is missing. A VOB that is too long was made by another program than one for DVD-Video: make \
            it again with one, which goes on in a second VOB.
            """,
        severity: .error,
        clause: .dvd("volume structure"))

    /// 1 GiB less one sector.
    private static let longest: UInt64 = 1 << 30 - .sector

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        for file in dvd.sets.flatMap(\.files) {
            if file.size > longest {
                findings.report(
                    "\(file.path.escaped) has \(file.size) bytes, more than \(longest)",
                    expected: "at most \(longest)", actual: "\(file.size)", at: file.place, severity: .warning
                )
            } else if file.size % .sector > 0 {
                findings.report(
                    "\(file.path.escaped) ends within a sector: it has \(file.size) bytes",
                    expected: "a multiple of \(UInt64.sector)", actual: "\(file.size)", at: file.place)
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("half a sector", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_2.VOB") {
                $0.setUDFLength("/VIDEO_TS/VTS_01_2.VOB", 3_072)
            },
            .fires("more than 1 GiB", .dvdVideo, at: nil, severity: .warning) {
                $0.setUDFLength("/VIDEO_TS/VTS_01_2.VOB", 1 << 30 - 512)
            },
            .passes("whole sectors", .dvdVideo) { $0.setUDFLength("/VIDEO_TS/VTS_01_2.VOB", 4_096) },
        ]
    }
}
