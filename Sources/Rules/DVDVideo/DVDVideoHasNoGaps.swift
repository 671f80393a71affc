import Bytes
import DiscModel
import FileSystems
import Specimens

/// The VOBs of a title set follow each other.
enum DVDVideoHasNoGaps: DVDPlacementRule {
    static let card = RuleCard(
        id: "dvd-vob-gap",
        title: "The VOBs of a title set follow each other",
        rationale: """
            The IFO counts the sectors of the titles through all VOBs, as if they were one file. Set-top players read them so; where one \
            does not follow the other, they play something else, or stop.
            """,
        remedy: DVDRemedy.master,
        severity: .error,
        clause: .dvd("volume structure"))

    static let kinds: [DVDPlacement.Kind] = [.next]

    static var examples: [Example] {
        [
            .fires("a file between two VOBs", .dvdInterrupted, at: "udf:data:/VIDEO_TS/VTS_01_2.VOB"),
            .passes("one VOB behind the other", .dvdVideo),
        ]
    }
}
