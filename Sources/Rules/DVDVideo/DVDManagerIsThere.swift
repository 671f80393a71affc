import Bytes
import DiscModel
import FileSystems
import Specimens

/// VIDEO_TS has its manager.
enum DVDManagerIsThere: Rule {
    static let card = RuleCard(
        id: "dvd-vmg-missing",
        title: "VIDEO_TS has its manager",
        rationale: """
            Every player begins with VIDEO_TS.IFO, which leads to all titles. Without it and its copy no player takes the disc for \
            DVD-Video; single VOBs can still be played as files.
            """,
        remedy: """
            Copy the disc again. If it was authored so, finish it: with dvdauthor by `dvdauthor -T`.
            """,
        severity: .error,
        clause: .dvd("VMGI"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        guard dvd.manager?.file == nil, dvd.manager?.copy == nil else { return }
        findings.report(
            "\(dvd.directory.path?.escaped ?? "VIDEO_TS") has neither VIDEO_TS.IFO nor VIDEO_TS.BUP",
            at: dvd.directory)
    }

    static var examples: [Example] {
        [
            .fires("title sets alone", .dvdWithout("VIDEO_TS.IFO", "VIDEO_TS.VOB", "VIDEO_TS.BUP"), at: nil),
            .passes("a manager of which the BUP is left", .dvdWithout("VIDEO_TS.IFO")),
        ]
    }
}
