public import DiscModel
import SectorCodes
import Specimens

/// No sector needs correction (ECMA-130, annex A).
public enum SectorsNeedNoCorrection: Rule {
    public static let card = RuleCard(
        id: "sector-ecc-correctable",
        title: "No sector needs correction",
        rationale: """
            The data of these sectors is wrong as it stands in the image, but the correction \
            codes stored with it tell what was recorded. Programs that take the data without the \
            codes get wrong files.
            """,
        remedy: "isocheck convert --repair-ecc makes a plain ISO with the corrected data.",
        severity: .error,
        clause: Clause("ECMA-130", "annex A"),
        needs: .content)

    public static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(trouble, .correctable, in: disc, "wrong data that the codes can correct")
    }

    public static var fires: [Example] {
        [
            Example("one flipped bit", in: .raw(.plain).with { $0.bytes[2352 * 25 + 900] ^= 4 })
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("raw sectors as they were written", in: .raw(.plain)),
            Example("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
