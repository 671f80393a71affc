import DiscModel
import FileSystems
import Specimens

/// No two records of a directory have the same Rock Ridge name.
enum RockRidgeNamesAreUnique: Rule {
    static let card = RuleCard(
        id: "rr-nm-duplicate",
        title: "Names in a directory differ",
        rationale: """
            Of two files with one name only one can be opened, and which one depends on the reader: Linux opens the first, 7-Zip writes one over the other. A copy keeps one and \
            loses the other. A file in several sections, whose records all have its name, is one file.
            """,
        remedy:
            "Rename one of them and make the image again; if both come from one file, an entry was damaged.",
        severity: .error,
        clause: .rrip("4.1.4"))

    static func weigh(_ siblings: RockRidgeSiblings, in _: Disc, _ findings: inout Findings) {
        for pair in siblings.pairs where pair.equal {
            let view = siblings.tree.view
            findings.report(
                "the name \(view.path(of: pair.second).escaped) is given twice",
                at: siblings.tree.place(pair.second, .nm))
        }
    }

    static var examples: [Example] {
        [
            .fires("/docs renamed to emptydir", .rockRidge, at: "susp:/EMPTYDIR:NM") {
                $0.replaceEntry("susp:/DOCS:NM", with: $0.entry("susp:/EMPTYDIR:NM"))
            },
            .passes("different names", .rockRidge),
            .passes("a file in two sections", .everything),
        ]
    }
}
