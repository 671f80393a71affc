import DiscModel
import SectorCodes
import Specimens

/// Sectors are stored descrambled (ECMA-130, annex B).
enum SectorsAreDescrambled: Rule {
    static let card = RuleCard(
        id: "sector-unscrambled",
        title: "Sectors are stored descrambled",
        rationale: """
            On the disc all but the pattern is mixed with a fixed sequence. An image that keeps \
            it so was read as audio; programs see noise.
            """,
        remedy: "Read the disc again as data, or descramble the image.",
        severity: .error,
        clause: Clause("ECMA-130", "annex B"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(trouble, .scrambled, in: disc, "still scrambled")
    }

    static var examples: [Example] {
        [
            .fires(
                "a sector as it is on the disc",
                in: .raw(.plain).with {
                    var sector = Array($0.bytes[2352 * 25..<2352 * 26])
                    Scrambler.apply(to: &sector)
                    $0.bytes.replaceSubrange(2352 * 25..<2352 * 26, with: sector)
                }, at: 51_200),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
