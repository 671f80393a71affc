import Bytes
import DiscModel
import FileSystems
import Specimens

/// Files of VIDEO_TS lie in one piece.
enum DVDFilesAreInOnePiece: DVDPlacementRule {
    static let card = RuleCard(
        id: "dvd-file-fragmented",
        title: "Files of VIDEO_TS lie in one piece",
        rationale: """
            Set-top players read on from the first sector of a file to its last. Where a file lies in pieces, they play whatever is between \
            them. Programs follow the directory and do not notice.
            """,
        remedy: DVDRemedy.master,
        severity: .error,
        clause: .dvd("volume structure"))

    static let kinds: [DVDPlacement.Kind] = [.pieces]

    static var examples: [Example] {
        [
            .fires("a VOB in two pieces", .dvdSplit, at: "udf:data:/VIDEO_TS/VTS_01_2.VOB"),
            .passes("files in one piece", .dvdVideo),
        ]
    }
}
