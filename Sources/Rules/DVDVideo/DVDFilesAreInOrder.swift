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
        severity: .error,
        clause: .dvd("volume structure"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        let placement = DVDPlacement(dvd)
        guard !placement.isCopyOfFiles else {
            let astray = placement.faults.first { !$0.isOneCopy }
            findings.report(
                """
                \(dvd.directory.path?.escaped ?? "VIDEO_TS") is not laid out as DVD-Video: files lie elsewhere than the IFO files \
                say; they can be read, but set-top players do not play them
                """,
                at: astray?.place, severity: .warning)
            return
        }
        for fault in placement.faults where fault.kind == .next || fault.kind == .pieces {
            findings.report(
                fault.message, expected: fault.expected, actual: fault.actual, at: fault.place,
                about: fault.about)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "files in the order of their names", .dvdSorted, at: "udf:data:/VIDEO_TS/VIDEO_TS.BUP",
                severity: .warning),
            .fires("a file between two VOBs", .dvdInterrupted, at: "udf:data:/VIDEO_TS/VTS_01_2.VOB"),
            .passes("files in order", .dvdVideo),
        ]
    }
}
