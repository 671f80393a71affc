import DiscModel
import FileSystems
import Specimens

/// Following a link ends.
enum LinksDoNotLoop: Rule {
    static let card = RuleCard(
        id: "rr-sl-loop",
        title: "No symbolic link leads to itself",
        rationale: """
            A chain of links that returns to its start cannot be opened: systems give up after some 40 steps. A link to its \
            own directory, like debian -> . on Debian discs, is no such loop, as it ends at a directory.
            """,
        remedy: "Correct the link in the original tree.",
        severity: .warning,
        clause: .practice("links of a complete tree resolve"))

    static func weigh(_ link: TreeLink, in _: Disc, _ findings: inout Findings) {
        guard link.outcome == .loops else { return }
        findings.report("the link leads to itself: \(link.target.escaped)", at: link.place)
    }

    static var examples: [Example] {
        [
            .fires("link -> link", .rockRidge, at: "susp:/LINK:SL") {
                $0.replaceEntry(
                    "susp:/LINK:SL", with: Specimen.systemUseEntry("SL", [0, 0, 4] + Array("link".utf8)))
            },
            .passes("a link to a file", .rockRidge),
            .passes("link -> .", .rockRidge) {
                $0.replaceEntry("susp:/LINK:SL", with: Specimen.systemUseEntry("SL", [0, 2, 0]))
            },
        ]
    }
}
