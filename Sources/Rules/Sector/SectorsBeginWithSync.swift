public import DiscModel
import SectorCodes
import Specimens

/// Raw sectors begin with the synchronisation pattern (ECMA-130, 14.1).
public enum SectorsBeginWithSync: Rule {
    public static let card = RuleCard(
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

    public static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(trouble, .badSync, in: disc, "no synchronisation pattern")
    }

    public static var fires: [Example] {
        [
            Example("a lost byte", in: .raw(.plain).with { $0.bytes[2352 * 20 + 3] = 0 })
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("raw sectors as they were written", in: .raw(.plain)),
            Example("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
