import DiscModel
import FileSystems
import Specimens

/// Primary and Joliet root are both empty, or neither is.
enum BothRootsAreFilled: Rule {
    static let card = RuleCard(
        id: "joliet-empty-iso-root",
        title: "Neither root is empty while the other is not",
        rationale: """
            Some commercial discs left the primary root empty and put everything into Joliet. Linux then switches to Joliet \
            if there is no Rock Ridge; other systems show an empty disc.
            """,
        remedy:
            "Mount the image with its other tree: mount -o norock shows Joliet, -o nojoliet the primary tree.",
        severity: .warning,
        clause: .practice("both trees show the same files"))

    static func weigh(_ pair: TreePair, in _: Disc, _ findings: inout Findings) {
        guard pair.other.kind == .joliet else { return }
        let (mine, others) = (pair.left.nodes.count > 1, pair.right.nodes.count > 1)
        guard mine != others else { return }
        let empty = mine ? pair.other : pair.primary
        guard !empty.directories.isEmpty else { return }
        findings.report(
            "the root of the \(mine ? "Joliet" : pair.leftName) tree is empty and the other is not",
            at: empty.place(ofDirectory: 0))
    }

    static var examples: [Example] {
        [
            .fires("the primary root emptied", .joliet, at: "dir:/") {
                for name in ["DOCS", "EMPTYDIR", "README.TXT"] { $0.removeRecord("record:/" + name) }
            },
            .passes("files in both", .joliet),
            .passes(
                "both empty",
                Specimen {
                    $0.joliet = true
                    $0.files = []
                }),
        ]
    }
}
