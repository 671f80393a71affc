import DiscModel
import SectorCodes
import Specimens

/// The correction codes of a sector hold (ECMA-130, annex A).
enum ParityHolds: Rule {
    static let card = RuleCard(
        id: "sector-ecc",
        title: "The correction codes of a sector hold",
        rationale: """
            The data is right, since its detection code holds, but the parity is not: bit rot, \
            or a program that computes no parity. A burner that computes it anew loses nothing.
            """,
        remedy: "Nothing is lost; convert to a plain ISO to be rid of it.",
        severity: .warning,
        clause: Clause("ECMA-130", "annex A"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(trouble, .badParity, in: disc, "good data with wrong parity")
    }

    static var examples: [Example] {
        [
            .fires("a parity byte", in: .raw(.plain).with { $0.bytes[2352 * 25 + 2300] ^= 4 }, at: 51_200),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
