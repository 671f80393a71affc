import DiscModel
import SectorCodes
import Specimens

/// No sector needs correction (ECMA-130, annex A).
enum SectorsNeedNoCorrection: Rule {
    static let card = RuleCard(
        id: "sector-ecc-correctable",
        title: "No sector needs correction",
        rationale: """
            The data of these sectors is wrong as it stands in the image, but the correction \
            codes stored with it tell what was recorded. Programs that take the data without the \
            codes get wrong files.
            """,
        remedy: """
            isocheck convert --repair-ecc makes a plain ISO with the corrected data. Where somebody changed these bytes on purpose \
            (a patch), that undoes it.
            """,
        severity: .error,
        clause: Clause("ECMA-130", "annex A"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(trouble, .correctable, in: disc, "wrong data that the codes can correct")
    }

    static var examples: [Example] {
        [
            .fires("one flipped bit", in: .raw(.plain).with { $0.bytes[2352 * 25 + 900] ^= 4 }, at: 51_200),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
