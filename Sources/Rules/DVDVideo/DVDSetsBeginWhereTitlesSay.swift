import Bytes
import DiscModel
import FileSystems
import Specimens

/// Title sets begin where the manager says.
enum DVDSetsBeginWhereTitlesSay: DVDPlacementRule {
    static let card = RuleCard(
        id: "dvd-title-start-sector",
        title: "Title sets begin where the manager says",
        rationale: """
            Set-top players come from the table of titles in VIDEO_TS.IFO to the IFO of a title by its sector. Where that lies elsewhere, \
            they cannot start the title.
            """,
        remedy: DVDRemedy.master,
        severity: .error,
        clause: .dvd("TT_SRPT"))

    static let kinds: [DVDPlacement.Kind] = [.titleSet]

    static var examples: [Example] {
        [
            .fires("another number in both copies", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_0.IFO") {
                $0.setDVD32("VIDEO_TS", .sector + 16, 9)
            },
            .fires(
                "another number in the IFO", .dvdVideo, at: "udf:data:/VIDEO_TS/VIDEO_TS.IFO", .sector + 16
            ) { $0.set8("udf:data:/VIDEO_TS/VIDEO_TS.IFO", .sector + 19, 9) },
            .passes("the first sector of its IFO", .dvdVideo),
        ]
    }
}
