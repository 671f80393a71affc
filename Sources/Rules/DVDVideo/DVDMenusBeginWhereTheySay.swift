import Bytes
import DiscModel
import FileSystems
import Specimens

/// Menus begin where their IFO says.
enum DVDMenusBeginWhereTheySay: DVDPlacementRule {
    static let card = RuleCard(
        id: "dvd-menu-start",
        title: "Menus begin where their IFO says",
        rationale: """
            Set-top players read menus by the sector in the IFO, and never look at the directory. Where the VOB lies elsewhere, they show no \
            menu.
            """,
        remedy: DVDRemedy.master,
        severity: .error,
        clause: .dvd("VMGI_MAT, VTSI_MAT"))

    static let kinds: [DVDPlacement.Kind] = [.menu]

    static var examples: [Example] {
        [
            .fires("another number in both copies", .dvdVideo, at: "udf:data:/VIDEO_TS/VIDEO_TS.VOB") {
                $0.setDVD32("VIDEO_TS", 0xC0, 5)
            },
            .passes("a manager without menus", .dvdWithout("VIDEO_TS.VOB")) {
                $0.setDVD32("VIDEO_TS", 0xC0, 0)
                $0.setDVD32("VIDEO_TS", 0x0C, 7)
            },
        ]
    }
}
