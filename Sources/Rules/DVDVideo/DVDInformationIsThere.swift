import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every title set has its IFO.
enum DVDInformationIsThere: Rule {
    static let card = RuleCard(
        id: "dvd-ifo-missing",
        title: "Every title set has its IFO",
        rationale: """
            A player finds titles and menus by the IFO alone. Set-top players stop without it; programs take the BUP where there is one.
            """,
        remedy: """
            Copy the BUP under the name of the IFO, and make the image again with a program for DVD-Video; without a BUP, copy the disc \
            again.
            """,
        severity: .error,
        clause: .dvd("VTSI"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        for set in dvd.sets where set.file == nil {
            // Without both, the video manager is a matter of its own.
            guard let there = set.copy ?? (set.number > 0 ? set.titles.first?.file ?? set.menu?.file : nil)
            else { continue }
            findings.report(
                "\(set.name) has no IFO, but \(there.path.escaped)", at: there.place)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "the IFO of a title set", .dvdWithout("VTS_01_0.IFO"), at: "udf:data:/VIDEO_TS/VTS_01_0.BUP"),
            .fires("that of the manager", .dvdWithout("VIDEO_TS.IFO"), at: "udf:data:/VIDEO_TS/VIDEO_TS.BUP"),
            .passes("an IFO for each set", .dvdVideo),
        ]
    }
}
