public import DiscModel
import SectorCodes
import Specimens

/// The correction codes of a sector hold (ECMA-130, annex A).
public enum ParityHolds: Rule {
    public static let card = RuleCard(
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

    public static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(trouble, .badParity, in: disc, "good data with wrong parity")
    }

    public static var fires: [Example] {
        [
            Example("a parity byte", in: .raw(.plain).with { $0.bytes[2352 * 25 + 2300] ^= 4 })
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("raw sectors as they were written", in: .raw(.plain)),
            Example("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
