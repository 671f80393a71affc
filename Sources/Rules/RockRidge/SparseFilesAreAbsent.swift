import DiscModel
import FileSystems
import Specimens

/// No file is recorded as sparse (RRIP 1.12, 4.1.7).
enum SparseFilesAreAbsent: Rule {
    static let card = RuleCard(
        id: "rr-sf-present",
        title: "No file is recorded as sparse",
        rationale: """
            SF says that holes of a file were left out and a table tells where. Hardly any reader understands it: Linux, \
            bsdtar and xorriso show the table and the stored parts as if they were the file.
            """,
        remedy: "Make the image again without sparse files.",
        severity: .note,
        clause: .rrip("4.1.7"))

    static var concerns: RecordTraits { RecordTraits(.sf) }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.sf), let entry = use.first(.sf) else { return }
        findings.report("the file is recorded as sparse", at: use.place(entry))
    }

    static var examples: [Example] {
        [
            .fires("SF of RRIP 1.12", .rockRidge, at: "susp:/README.TXT:SF") {
                let size: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1]
                $0.insertEntry(Specimen.systemUseEntry("SF", size), into: "record:/README.TXT")
            },
            .passes("no SF", .rockRidge),
        ]
    }
}
