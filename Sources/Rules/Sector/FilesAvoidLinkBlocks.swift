import DiscModel
import SectorCodes
import Specimens

/// No file lies in sectors that join packets (MMC, block indicator).
enum FilesAvoidLinkBlocks: Rule {
    static let card = RuleCard(
        id: "sector-link-block",
        title: "No file lies in sectors that join packets",
        rationale: """
            The upper bits of the mode byte mark the sectors between two packets, which hold no user data: \
            where writing stopped, and before it went on. In a file they mean that the header is damaged, or \
            that the file was recorded in pieces that do not fit together.
            """,
        remedy: "Compare the files that own these sectors with a copy from elsewhere.",
        severity: .warning,
        clause: .practice("MMC, block indicator of packet writing"),
        needs: .content)

    static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(trouble, .linkBlock, in: disc, "marked as lying between packets", unowned: .note)
    }

    static var examples: [Example] {
        [
            .fires(
                "one bit of a mode byte",
                in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true)).with {
                    $0.bytes[2352 * 25 + 15] ^= 0x80
                }, at: 51_200),
            .passes("raw sectors as they were written", in: .raw(.plain)),
            .passes("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
