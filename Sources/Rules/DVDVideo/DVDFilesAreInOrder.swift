import Bytes
import DiscModel
import FileSystems
import Specimens

/// The files of VIDEO_TS lie in the order of DVD-Video.
enum DVDFilesAreInOrder: Rule {
    static let card = RuleCard(
        id: "dvd-order",
        title: "The files of VIDEO_TS lie in the order of DVD-Video",
        rationale: """
            Set-top players read sectors, not files: each set is its IFO, its VOBs back to back, and its BUP. Files that were merely copied \
            to a disc lie in another order. Programs on a computer play them, set-top players do not; as data they are fine.
            """,
        remedy: DVDRemedy.master,
        severity: .warning,
        clause: .dvd("volume structure"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        let placement = DVDPlacement(dvd)
        guard placement.isCopyOfFiles else { return }
        let astray = placement.faults.first { !$0.isOneCopy }
        findings.report(
            """
            \(dvd.directory.path?.escaped ?? "VIDEO_TS") is not laid out as DVD-Video: files lie elsewhere than the IFO files say; they \
            can be read, but set-top players do not play them
            """,
            at: astray?.place)
    }

    static var examples: [Example] {
        [
            .fires(
                "files in the order of their names", .dvdSorted, at: "udf:data:/VIDEO_TS/VIDEO_TS.BUP"),
            .passes("one file that is elsewhere", .dvdInterrupted),
            .passes("files in order", .dvdVideo),
        ]
    }
}
