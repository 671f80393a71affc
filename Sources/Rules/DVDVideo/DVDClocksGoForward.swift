import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// The clock of a unit goes forward.
enum DVDClocksGoForward: DVDContentRule {
    static let card = RuleCard(
        id: "dvd-vob-clock",
        title: "The clock of a unit of video goes forward",
        rationale: """
            Each pack says when the decoder gets it. Within a unit that goes forward from sector to sector; where it goes back, a sector was \
            exchanged for one of another place. The picture breaks there.
            """,
        remedy: DVDRemedy.copyAgain,
        severity: .warning,
        confidence: .firm,
        clause: Clause("ISO/IEC 13818-1", "2.5.3.3"),
        needs: .content)

    static func count(in tally: VOBTally) -> VideoCount { tally.backwards }
    static let bytes = 4..<10

    static func message(_ count: VideoCount, of file: VideoFile) -> String {
        """
        the clock of \(file.path.escaped) goes back \(count.count == 1 ? "once" : "\(count.count) times") within a unit, \
        \(count.count == 1 ? "at" : "first at") sector \(count.first): it or the one before it is not the sector that was there
        """
    }

    static var examples: [Example] {
        [
            .fires("a sector of the future", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_2.VOB", .sector + 4) {
                $0.set8("udf:data:/VIDEO_TS/VTS_01_2.VOB", 4, 0x4C)
            },
            .passes("one clock throughout", .dvdVideo),
        ]
    }
}
