import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// Units begin where the IFO says.
enum DVDUnitsBeginWhereTheySay: DVDContentRule {
    static let card = RuleCard(
        id: "dvd-vobu-table",
        title: "Units of video begin where the IFO says",
        rationale: """
            The IFO lists the sectors at which a unit of half a second begins, with its navigation pack. Players go there to search and to \
            wind. Where another pack is, the VOB is another than the IFO was made for, or was overwritten.
            """,
        remedy: DVDRemedy.copyAgain,
        severity: .error,
        clause: .dvd("VOBU_ADMAP"),
        needs: .content)

    static func count(in tally: VOBTally) -> VideoCount { tally.emptyUnits }
    static let bytes = 0..<4

    static func message(_ count: VideoCount, of file: VideoFile) -> String {
        """
        \(count.count.of("unit")) of \(file.path.escaped) \(count.count == 1 ? "has" : "have") no navigation pack where the IFO says that \
        \(count.count == 1 ? "it begins" : "they begin"), \(count.count == 1 ? "in" : "first in") sector \(count.first)
        """
    }

    static var examples: [Example] {
        [
            .fires("another pack", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_1.VOB", 2 * .sector) {
                $0.set32BE("udf:data:/VIDEO_TS/VTS_01_1.VOB", 2 * .sector + 14, 0x1BE)
            },
            .passes("two units", .dvdVideo),
        ]
    }
}
