import DiscModel
import FileSystems
import Specimens

/// The target of a relative link is on the disc.
enum LinksLeadToFiles: Rule {
    static let card = RuleCard(
        id: "rr-sl-dangling",
        title: "The target of a relative link is on the disc",
        rationale: """
            A link whose target is not there cannot be opened. Often the target was left out of the image on purpose; where \
            it should be there, the link or a name on its way is damaged.
            """,
        remedy: "Compare with the original tree.",
        severity: .note,
        clause: .practice("links of a complete tree resolve"))

    static func weigh(_ link: TreeLink, in _: Disc, _ findings: inout Findings) {
        guard link.outcome == .dangling else { return }
        findings.report("nothing is at the target of the link: \(link.target.escaped)", at: link.place)
    }

    static var examples: [Example] {
        [
            .fires("one bit of the target flipped", .rockRidge, at: "susp:/LINK:SL") {
                $0.set8("susp:/LINK:SL", 7, 0x65)
            },
            .fires("the target's own name damaged", .rockRidge, at: "susp:/LINK:SL") {
                $0.set8("susp:/DOCS/MANUAL.TXT:NM", 5, 0x6C)
            },
            .passes("docs/manual.txt", .rockRidge),
            .passes("a link to the root itself", .rockRidge) {
                $0.replaceEntry("susp:/LINK:SL", with: Specimen.systemUseEntry("SL", [0, 2, 0]))
            },
        ]
    }
}
