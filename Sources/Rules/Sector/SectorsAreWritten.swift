import DiscModel
import SectorCodes
import Specimens

/// No sector is empty behind its header (practice, dumps of discs with errors).
enum SectorsAreWritten: Rule {
    static let card = RuleCard(
        id: "sector-empty",
        title: "No sector is empty behind its header",
        rationale: """
            In Mode 1 zeros have codes that are not zero. A sector of zeros without codes was never \
            written, or was filled up by whoever could not read it. A file that owns it has lost data, and a drive on which it \
            is burned with new codes delivers the zeros as if they were right.
            """,
        remedy: "Read the disc again, also in another drive.",
        severity: .error,
        clause: .practice("dumps of discs with errors"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(trouble, .empty, in: disc, "empty, codes included", unowned: .note)
    }

    /// Sector 25 with nothing but zeros behind its header.
    static func zeroed(_ disc: Wrapped) -> Wrapped {
        disc.with {
            $0.bytes.replaceSubrange(2352 * 25 + 16..<2352 * 26, with: repeatElement(0, count: 2336))
        }
    }

    static var examples: [Example] {
        [
            .fires("a sector of zeros", in: zeroed(.raw(.plain)), at: 51_200),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
            .passes(
                "zeros in Mode 2, whose codes are zeros",
                in: zeroed(.raw(WrappedDisc(Specimen.plain.bytes, xa: true)))),
        ]
    }
}
