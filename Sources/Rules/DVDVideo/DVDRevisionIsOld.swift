import Bytes
import DiscModel
import FileSystems
import Specimens

/// DVD-Video lies in UDF 1.02.
enum DVDRevisionIsOld: Rule {
    static let card = RuleCard(
        id: "dvd-udf-revision",
        title: "DVD-Video lies in UDF 1.02",
        rationale: """
            Set-top players know UDF 1.02 and nothing else. A disc in a later revision, or without UDF, plays on computers, and is refused by \
            many players.
            """,
        remedy: DVDRemedy.master,
        severity: .warning,
        clause: .dvd("volume structure"))

    static func weigh(_ dvd: DVDVideoFacts, in disc: Disc, _ findings: inout Findings) {
        // Of files that were copied in any order that is told.
        guard !DVDPlacement(dvd).isCopyOfFiles else { return }
        let udf = disc.facts(UDFFacts.self)
        let revision = udf?.revision
        guard revision != "1.02" else { return }
        findings.report(
            udf == nil
                ? "there is no UDF beside \(dvd.directory.path?.escaped ?? "VIDEO_TS")"
                : "the disc has UDF \(revision ?? "of no known revision"), and DVD-Video wants 1.02",
            expected: "UDF 1.02", actual: revision.map { "UDF \($0)" }, at: dvd.directory)
    }

    static var examples: [Example] {
        [
            .fires("UDF 2.01", .dvdLate, at: nil),
            .passes("UDF 1.02", .dvdVideo),
        ]
    }
}
