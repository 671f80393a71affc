import Bytes
import DiscModel
import FileSystems
import Specimens

/// Titles begin where their IFO says.
enum DVDTitlesBeginWhereTheySay: DVDPlacementRule {
    static let card = RuleCard(
        id: "dvd-title-start",
        title: "Titles begin where their IFO says",
        rationale: """
            Set-top players read titles by the sector in the IFO, and never look at the directory. Where the first VOB lies elsewhere, they \
            show something else or nothing, while programs that open the file show it.
            """,
        remedy: DVDRemedy.master,
        severity: .error,
        clause: .dvd("VTSI_MAT"))

    static let kinds: [DVDPlacement.Kind] = [.titles]

    static var examples: [Example] {
        [
            .fires("another number in both copies", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_1.VOB") {
                $0.setDVD32("VTS_01_0", 0xC4, 6)
            },
            .fires(
                "another number in the BUP", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_0.BUP",
                DVDTitles.start
            ) { $0.set8("udf:data:/VIDEO_TS/VTS_01_0.BUP", 0xC7, 9) },
            .passes("a set without menus", .dvdWithout("VTS_01_0.VOB")) {
                for (at, value) in [(0x0C, 12), (0xC0, 0), (0xC4, 4)] as [(Int, UInt32)] {
                    $0.setDVD32("VTS_01_0", at, value)
                }
            },
        ]
    }
}
