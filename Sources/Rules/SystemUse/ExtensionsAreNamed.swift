public import DiscModel
public import FileSystems
import Specimens

/// A tree with Rock Ridge entries names the extension in ER (SUSP 1.12, 5.5).
public enum ExtensionsAreNamed: Rule {
    public static let card = RuleCard(
        id: "susp-er-missing",
        title: "An ER entry names the extension that is used",
        rationale: """
            ER says whose entries these are, and of which version. Linux wants one before it believes in Rock Ridge at \
            mount time; without it readers must guess whether a PX has 36 or 44 bytes. Images of the early 1990s lack it.
            """,
        remedy: "Make the image again with a program that writes ER.",
        severity: .warning,
        clause: .susp("5.5"))

    public static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard tree.hasRockRidge, tree.entry(0, .er) == nil else { return }
        findings.report(
            "the first record of the root has no ER entry, while the tree has Rock Ridge entries",
            expected: "ER", at: tree.place(ofRecord: 0, field: "systemUse"))
    }

    public static var fires: [Example] {
        [Example("ER taken out", .rockRidge) { $0.removeEntry("susp:/.:ER") }]
    }

    public static var staysSilent: [Example] {
        [Example("Rock Ridge with ER", .rockRidge), Example("no Rock Ridge", .plain)]
    }
}
