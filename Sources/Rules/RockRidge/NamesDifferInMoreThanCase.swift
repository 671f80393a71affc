import DiscModel
import FileSystems
import Specimens

/// Names in a directory differ in more than upper and lower case.
enum NamesDifferInMoreThanCase: Rule {
    static let card = RuleCard(
        id: "rr-case-only-collision",
        title: "Names in a directory differ in more than case",
        rationale: """
            Linux keeps Makefile and makefile apart; Windows and macOS, as they are usually set up, do not. There a copy of \
            the disc has only one of the two. Source trees contain such pairs on purpose.
            """,
        remedy: "Rename one of them if the disc is meant for other systems than Linux and BSD.",
        severity: .note,
        clause: .practice("case-insensitive file systems"))

    static func weigh(_ siblings: RockRidgeSiblings, in _: Disc, _ findings: inout Findings) {
        for pair in siblings.pairs where !pair.equal {
            let view = siblings.tree.view
            findings.report(
                "\(view.path(of: pair.first).escaped) and \(view.path(of: pair.second).escaped) differ in case only",
                at: siblings.tree.place(pair.second, .nm))
        }
    }

    static var examples: [Example] {
        [
            .fires("docs beside Docs", .rockRidge, at: "susp:/DOCS:NM") {
                $0.replaceEntry(
                    "susp:/EMPTYDIR:NM", with: Specimen.systemUseEntry("NM", [0] + Array("Docs".utf8)))
            },
            .passes("different names", .rockRidge),
        ]
    }
}
