import Bytes
import DiscModel
import FileSystems
import Specimens

/// A BUP lies in another error correction block than its IFO.
enum DVDBackupsLieApart: Rule {
    static let card = RuleCard(
        id: "dvd-bup-ecc-block",
        title: "A BUP lies in another error correction block than its IFO",
        rationale: """
            A DVD is read and corrected in blocks of 16 sectors, and lost in them. Where IFO and BUP have a block in common, one scratch can \
            take both, and the copy is good for nothing.
            """,
        remedy: """
            Make the image again with a program for DVD-Video that leaves room between them, or with longer menus.
            """,
        severity: .warning,
        clause: .dvd("volume structure"))

    /// Sectors of a block.
    private static let block: UInt64 = 16

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        // Files that were copied in any order have no place of their own.
        guard !DVDPlacement(dvd).isCopyOfFiles else { return }
        for set in dvd.sets {
            guard let file = set.file, let copy = set.copy, let end = file.end, let start = copy.start,
                start >= end, (end - 1) / .sector / block == start / .sector / block
            else { continue }
            findings.report(
                """
                \(copy.path.escaped) begins in sector \(start / .sector), in the same block of 16 as the end of \(file.path.escaped) in \
                sector \((end - 1) / .sector)
                """,
                at: copy.place, about: file.path.text)
        }
    }

    static var examples: [Example] {
        [
            .fires("a manager without menus", .dvdNarrow, at: "udf:data:/VIDEO_TS/VIDEO_TS.BUP"),
            .passes("menus between them", .dvdVideo),
        ]
    }
}
