import Bytes
import DiscModel
import FileSystems
import Specimens

/// IFO files begin with their name.
enum DVDNamesOfTablesHold: Rule {
    static let card = RuleCard(
        id: "dvd-ifo-magic",
        title: "IFO files begin with their name",
        rationale: """
            Players look for DVDVIDEO-VMG or DVDVIDEO-VTS first. Without it libdvdread and set-top players refuse the file and take the \
            copy, or give up.
            """,
        remedy: DVDRemedy.copyAgain,
        severity: .error,
        clause: .dvd("VMGI_MAT, VTSI_MAT"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        for copy in dvd.sets.flatMap(\.copies) where !copy.hasIdentifier {
            findings.report(
                "\(copy.file.path.escaped) does not begin with \(copy.expectedIdentifier)",
                expected: copy.expectedIdentifier, at: copy.place(of: DVDTable.identifier))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a flipped bit in the name", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_0.IFO",
                DVDTable.identifier
            ) { $0.set8("udf:data:/VIDEO_TS/VTS_01_0.IFO", 3, 0x56 ^ 1) },
            .fires(
                "a BUP of zeros", .dvdVideo, at: "udf:data:/VIDEO_TS/VIDEO_TS.BUP", DVDTable.identifier
            ) { $0.fill("udf:data:/VIDEO_TS/VIDEO_TS.BUP", count: .sector, with: 0) },
            .passes("both names", .dvdVideo),
        ]
    }
}
