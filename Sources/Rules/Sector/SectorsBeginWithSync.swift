import DiscModel
import SectorCodes
import Specimens

/// Raw sectors begin with the synchronisation pattern (ECMA-130, 14.1).
enum SectorsBeginWithSync: Rule {
    static let card = RuleCard(
        id: "sector-sync",
        title: "Raw sectors begin with the synchronisation pattern",
        rationale: """
            Drives and programs find a raw sector by its twelve bytes of synchronisation \
            pattern. Where it is missing, the dump was taken with errors, or bytes were lost or \
            inserted.
            """,
        remedy: "Read the disc again; convert to a plain ISO, which needs no pattern.",
        severity: .warning,
        clause: Clause("ECMA-130", "14.1"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(trouble, .badSync, in: disc, "no synchronisation pattern")
    }

    static var examples: [Example] {
        [
            .fires("a lost byte", in: .raw(.plain).with { $0.bytes[2352 * 20 + 3] = 0 }, at: 40_960),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
