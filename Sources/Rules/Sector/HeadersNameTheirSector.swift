import DiscModel
import SectorCodes
import Specimens
import Surveys

/// The header of a sector names the place that the sector is at (ECMA-130, 14.2).
enum HeadersNameTheirSector: Rule {
    static let card = RuleCard(
        id: "sector-header-msf",
        title: "The header of a sector names the place that the sector is at",
        rationale: """
            The address in the header is the LBA plus 150, in minutes, seconds and frames. \
            Another address means that sectors were lost, doubled or taken from another place: \
            what follows belongs elsewhere.
            """,
        remedy: "Read the disc again, or find out what was joined or cut.",
        severity: .warning,
        clause: Clause("ECMA-130", "14.2"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(trouble, .unexpectedAddress, in: disc, "the header names another place")
    }

    static var examples: [Example] {
        [
            .fires(
                "a sector twice, the next one lost",
                in: .raw(.plain).with {
                    $0.bytes.replaceSubrange(2352 * 21..<2352 * 22, with: $0.bytes[2352 * 20..<2352 * 21])
                }, at: 43_008),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
