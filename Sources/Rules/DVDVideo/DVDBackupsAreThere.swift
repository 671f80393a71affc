import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every IFO has its copy.
enum DVDBackupsAreThere: Rule {
    static let card = RuleCard(
        id: "dvd-bup-missing",
        title: "Every IFO has its copy",
        rationale: """
            A scratch in an IFO is harmless as long as the BUP is there, which lies apart from it. Without one the titles of the set are \
            lost with the IFO.
            """,
        remedy: """
            Copy the IFO under the name of the BUP, and make the image again with a program for DVD-Video.
            """,
        severity: .warning,
        clause: .dvd("BUP"))

    static func weigh(_ dvd: DVDVideoFacts, in _: Disc, _ findings: inout Findings) {
        for set in dvd.sets {
            guard let file = set.file, set.copy == nil else { continue }
            findings.report("\(file.path.escaped) has no copy (BUP)", at: file.place)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a BUP that is not there", .dvdWithout("VTS_01_0.BUP"), at: "udf:data:/VIDEO_TS/VTS_01_0.IFO"),
            .passes("a BUP for each IFO", .dvdVideo),
        ]
    }
}
