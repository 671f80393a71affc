import DiscModel
import FileSystems
import Specimens

/// A symbolic link has a target (RRIP 1.12, 4.1.3).
enum LinksHaveTargets: Rule {
    static let card = RuleCard(
        id: "rr-sl-empty",
        title: "A symbolic link has a target",
        rationale: """
            A link to nothing cannot be made on a POSIX file system, and opening it fails on every system. The target was \
            lost when the image was made, or damaged.
            """,
        remedy: "Make the image again from the original files.",
        severity: .warning,
        clause: .rrip("4.1.3"))

    static func weigh(_ link: LinkRecord, in _: Disc, _ findings: inout Findings) {
        guard RockRidge.target(in: link.entries)?.isEmpty ?? true, let first = link.entries.first else {
            return
        }
        findings.report("the symbolic link has an empty target", at: link.use.place(first))
    }

    static var examples: [Example] {
        [
            .fires("an SL without components", .rockRidge, at: "susp:/LINK:SL") {
                $0.replaceEntry("susp:/LINK:SL", with: Specimen.systemUseEntry("SL", [0]))
            },
            .passes("a link to a file", .rockRidge),
            .passes("a link to \".\"", .rockRidge) {
                $0.replaceEntry("susp:/LINK:SL", with: Specimen.systemUseEntry("SL", [0, 2, 0]))
            },
        ]
    }
}
