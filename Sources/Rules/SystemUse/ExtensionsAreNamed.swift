import DiscModel
import FileSystems
import Specimens

/// A tree with Rock Ridge entries names the extension in ER (SUSP 1.12, 5.5).
enum ExtensionsAreNamed: Rule {
    static let card = RuleCard(
        id: "susp-er-missing",
        title: "An ER entry names the extension that is used",
        rationale: """
            ER says whose entries these are, and of which version. Linux wants one before it believes in Rock Ridge at \
            mount time; without it readers must guess whether a PX has 36 or 44 bytes. Images of the early 1990s lack it.
            """,
        remedy: "Make the image again with a program that writes ER.",
        severity: .warning,
        clause: .susp("5.5"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard tree.hasRockRidge, tree.entry(0, .er) == nil else { return }
        findings.report(
            "the first record of the root lacks the entry that names the extension (ER), while the tree has Rock Ridge entries",
            expected: "ER", at: tree.place(ofRecord: 0, field: "systemUse"))
    }

    static var examples: [Example] {
        [
            .fires("ER taken out", .rockRidge, at: "dir:/") { $0.removeEntry("susp:/.:ER") },
            .passes("Rock Ridge with ER", .rockRidge), .passes("no Rock Ridge", .plain),
        ]
    }
}
