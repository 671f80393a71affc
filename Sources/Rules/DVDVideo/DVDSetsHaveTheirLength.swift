import Bytes
import DiscModel
import FileSystems
import Specimens

/// Sets end where their IFO says.
enum DVDSetsHaveTheirLength: DVDPlacementRule {
    static let card = RuleCard(
        id: "dvd-set-last-sector",
        title: "Sets end where their IFO says",
        rationale: """
            The BUP is the end of a set. Set-top players look for it by the number in the IFO, not by the directory; where it is \
            elsewhere, they find none when they need it.
            """,
        remedy: DVDRemedy.master,
        severity: .error,
        clause: .dvd("VMGI_MAT, VTSI_MAT"))

    static let kinds: [DVDPlacement.Kind] = [.end]

    static var examples: [Example] {
        [
            .fires(
                "another number in both copies", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_0.BUP"
            ) { $0.setDVD32("VTS_01_0", 0x0C, 40) },
            .fires(
                "another number in the IFO", .dvdVideo, at: "udf:data:/VIDEO_TS/VTS_01_0.IFO",
                DVDTable.setLastSector
            ) { $0.set8("udf:data:/VIDEO_TS/VTS_01_0.IFO", 0x0F, 40) },
            .passes("the last sector of the BUP", .dvdVideo),
        ]
    }
}
