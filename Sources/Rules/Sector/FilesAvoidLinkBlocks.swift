public import DiscModel
import SectorCodes
import Specimens

/// No file lies in sectors that join packets (MMC, block indicator).
public enum FilesAvoidLinkBlocks: Rule {
    public static let card = RuleCard(
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

    public static func weigh(_ trouble: SectorTrouble, in disc: Disc, _ findings: inout Findings) {
        findings.weigh(trouble, .linkBlock, in: disc, "marked as lying between packets", unowned: .note)
    }

    public static var fires: [Example] {
        [
            Example(
                "one bit of a mode byte",
                in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true)).with {
                    $0.bytes[2352 * 25 + 15] ^= 0x80
                })
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("raw sectors as they were written", in: .raw(.plain)),
            Example("the same of CD-ROM XA", in: .raw(WrappedDisc(Specimen.plain.bytes, xa: true))),
        ]
    }
}
