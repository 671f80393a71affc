import DiscModel
import SectorCodes
import Specimens

/// The user data of a sector is what its error detection code was computed of (ECMA-130, 14.3 and annex A).
enum SectorsAreIntact: Rule {
    static let card = RuleCard(
        id: "sector-edc",
        title: "The user data of a sector is what its error detection code was computed of",
        rationale: """
            The code detects nearly every change. Neither it nor the correction codes hold for \
            these sectors: what the files have there is not what was recorded.
            """,
        remedy: """
            Read the disc again, also in another drive; a file in these sectors is damaged, take it from elsewhere. Only where the \
            image was patched on purpose, or the disc is copy-protected by bad sectors, is this as it should be.
            """,
        severity: .error,
        clause: Clause("ECMA-130", "14.3 and annex A"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(
            trouble, .uncorrectable, in: disc, "not what was recorded, and beyond correction")
    }

    static var examples: [Example] {
        [
            .fires(
                "half a sector overwritten",
                in: .raw(.plain).with {
                    $0.bytes.replaceSubrange(
                        2352 * 25 + 16..<2352 * 25 + 1200, with: repeatElement(0x55, count: 1184))
                }, at: 51_200),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
