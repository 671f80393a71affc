import DiscModel
import FileSystems
import Specimens

/// SP and ER stand only in the first record of the root (SUSP 1.12, 5.3 and 5.5).
enum SharingStaysInRoot: Rule {
    static let card = RuleCard(
        id: "susp-sp-misplaced",
        title: "SP and ER stand only in the root's first record",
        rationale: """
            SP sets the skip of all areas and ER names the extensions of the whole tree. A second one further down is \
            ignored by some readers and obeyed by others, which then read everything behind it differently.
            """,
        remedy: "Find out which program wrote the record; no mastering program writes these entries there.",
        severity: .warning,
        clause: .susp("5.3, 5.5"))

    static var concerns: RecordTraits { RecordTraits([.sp, .er]) }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard !use.kinds.isDisjoint(with: [.sp, .er]), use.slot != 0 else { return }
        for entry in use.entries where entry.signature == .sp || entry.signature == .er {
            findings.report(
                "\(entry.signature) stands in a record that is not the first of the root",
                expected: "\(entry.signature) only in the first record of the root", at: use.place(entry))
        }
    }

    static var examples: [Example] {
        [
            .fires("a second SP in a file's record", .rockRidge, at: "susp:/README.TXT:SP") {
                $0.insertEntry(Specimen.systemUseEntry("SP", [0xBE, 0xEF, 0]), into: "record:/README.TXT")
            },
            .passes("SP and ER in the root's first record", .rockRidge),
        ]
    }
}
