import DiscModel
import FileSystems
import Specimens

/// Every file of the Joliet tree is in the primary tree.
enum JolietHoldsNoOthers: Rule {
    static let card = RuleCard(
        id: "joliet-tree-extra-file",
        title: "Every file of the Joliet tree is in the primary tree",
        rationale: """
            A file that only the Joliet tree has is shown by Windows and by nothing else: a program for Windows only, copy \
            protection, something hidden from other scanners, or a record that the primary tree lost.
            """,
        remedy:
            "Compare both trees: isocheck list shows them; make the image again if the file should be seen by all.",
        severity: .warning,
        clause: .practice("both trees show the same files"))

    static func weigh(_ pair: TreePair, in _: Disc, _ findings: inout Findings) {
        guard pair.other.kind == .joliet else { return }
        for node in pair.alignment.onlyRight {
            let file = pair.right.nodes[node]
            guard file.kind == .file, file.size > 0 else { continue }
            findings.report(
                "a file of \(file.size.of("byte")) is in the Joliet tree and not in the \(pair.leftName) tree",
                at: pair.rightPlace(node), causedBy: pair.isDisjoint ? TreesShareData.self : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires("a record taken out of the primary tree", .joliet, at: "svd:record:/readme.txt") {
                $0.removeRecord("record:/README.TXT")
            },
            .passes("the same files", .joliet),
        ]
    }
}
