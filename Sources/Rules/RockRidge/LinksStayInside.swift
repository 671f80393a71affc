import DiscModel
import FileSystems
import Specimens

/// Relative links do not climb above the root of the disc.
enum LinksStayInside: Rule {
    static let card = RuleCard(
        id: "rr-sl-escapes",
        title: "Symbolic links lead to places on the disc",
        rationale: """
            A link with more steps up than there are directories leaves the mounted disc, and a program that unpacks the \
            image may write through it to files of the machine. An absolute target means the machine's own root; images of \
            whole systems are full of both, so they are facts; a link that climbs out is a warning in the profiles release \
            and forensic.
            """,
        remedy: "Do not unpack the image as administrator before you have looked at the link.",
        severity: .note,
        clause: .practice("safe extraction"))

    static func weigh(_ link: TreeLink, in _: Disc, _ findings: inout Findings) {
        switch link.outcome {
        case .escapes:
            findings.report(
                "the link climbs above the root of the disc: \(link.target.escaped)", at: link.place,
                severity: findings.note(warningIn: [.release, .forensic]))
        case .absolute where link.target.text.hasPrefix("/"):
            findings.report(
                "the link has an absolute target: \(link.target.escaped)", at: link.place, severity: .note)
        default: return
        }
    }

    static var examples: [Example] {
        [
            .fires("../docs from the root", .rockRidge, at: "susp:/LINK:SL") {
                $0.replaceEntry(
                    "susp:/LINK:SL",
                    with: Specimen.systemUseEntry("SL", [0, 4, 0, 0, 4] + Array("docs".utf8)))
            },
            .fires("/docs", .rockRidge, at: "susp:/LINK:SL", severity: .note) {
                $0.replaceEntry(
                    "susp:/LINK:SL",
                    with: Specimen.systemUseEntry("SL", [0, 8, 0, 0, 4] + Array("docs".utf8)))
            },
            .passes("docs/manual.txt", .rockRidge),
            .passes("docs/../readme.txt", .rockRidge) {
                $0.replaceEntry(
                    "susp:/LINK:SL",
                    with: Specimen.systemUseEntry(
                        "SL", [0, 0, 4] + Array("docs".utf8) + [4, 0, 0, 10] + Array("readme.txt".utf8)))
            },
        ]
    }
}
