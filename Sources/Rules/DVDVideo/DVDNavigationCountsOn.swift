import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// All navigation packs know their place.
enum DVDNavigationCountsOn: DVDContentRule {
    static let card = RuleCard(
        id: "dvd-vob-nv-address",
        title: "All navigation packs of a VOB know their place",
        rationale: """
            Every half second a navigation pack says which sector of the VOBs it is, and how far it is to the next. Where it is another \
            sector, part of the VOB is that of another, or is missing: players jump to wrong places or hang.
            """,
        remedy: DVDRemedy.copyAgain,
        severity: .error,
        clause: .dvd("DSI_GI"),
        needs: .content)

    static func count(in tally: VOBTally) -> VideoCount { tally.astray }
    static let bytes = 45..<49

    static func message(_ count: VideoCount, of file: VideoFile) -> String {
        """
        \(count.count.of("navigation pack")) of \(file.path.escaped) \(count.count == 1 ? "is" : "are") not where \
        \(count.count == 1 ? "it says" : "they say"): sector \(count.first) of the file says that it is sector \(count.said) of its VOBs
        """
    }

    static var examples: [Example] {
        [
            .fires(
                "a unit in the place of another", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_1.VOB",
                2 * .sector + 45
            ) {
                $0.set32BE("udf:data:/VIDEO_TS/VTS_01_1.VOB", 2 * .sector + 45, 77)
            },
            .passes("two units, each in its place", .dvdVideo),
        ]
    }
}
