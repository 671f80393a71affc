import Bytes
import DiscModel
import FileSystems
import Specimens

/// Files of BDMV and their copies are the same.
enum BDCopiesAgree: Rule {
    static let card = RuleCard(
        id: "bd-backup-differs",
        title: "Files of BDMV and their copies in BACKUP are the same",
        rationale: """
            BACKUP holds copies of the small files by which players find their way. Where a file differs from its copy, one of them is \
            damaged, and players go wrong in menus or titles according to which they read.
            """,
        remedy: """
            Compare both with another copy of the disc: the one that plays is right, and can stand in for the other.
            """,
        severity: .error,
        clause: .bluRay("BACKUP"))

    static func weigh(_ disc: BluRayFacts, in _: Disc, _ findings: inout Findings) {
        for pair in disc.pairs {
            guard let difference = pair.difference, let file = pair.file, let copy = pair.copy else {
                continue
            }
            findings.report(
                """
                \(file.path.escaped) and its copy \(copy.path.escaped) differ in \(difference.count.of("byte")), from byte \
                \(difference.first) on
                """,
                expected: "the same bytes",
                at: file.naming(Place(offset: difference.offset, length: 1)), about: copy.path.text)
        }
    }

    static var examples: [Example] {
        [
            .fires("a flipped bit", .bluRay, at: "udf:data:/BDMV/MovieObject.bdmv", 45) {
                $0.set8("udf:data:/BDMV/MovieObject.bdmv", 45, 4)
            },
            .passes("equal copies", .bluRay) { $0.setBD32("MovieObject.bdmv", 44, 4) },
        ]
    }
}
