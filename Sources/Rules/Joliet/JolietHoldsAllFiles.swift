import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every file of the primary tree is in the Joliet tree.
enum JolietHoldsAllFiles: Rule {
    static let card = RuleCard(
        id: "joliet-tree-missing-file",
        title: "Every file of the primary tree is in the Joliet tree",
        rationale: """
            Windows shows the Joliet tree, Linux and macOS the primary one with Rock Ridge. A file that only the primary tree \
            has does not exist for Windows. Programs hide files on purpose (-hide-joliet); otherwise a record was lost.
            """,
        remedy:
            "Compare both trees: isocheck list shows them; make the image again if the file should be seen by all.",
        severity: .warning,
        clause: .practice("both trees show the same files"))

    static func weigh(_ pair: TreePair, in disc: Disc, _ findings: inout Findings) {
        guard pair.other.kind == .joliet, !pair.alignment.onlyLeft.isEmpty else { return }
        let catalog = disc.elTorito?.catalog?.record.offset
        for node in pair.alignment.onlyLeft {
            let file = pair.left.nodes[node]
            guard file.kind == .file, file.size > 0 else { continue }
            // The boot catalog is no file that anybody misses.
            if let catalog, pair.left.extents(of: file).first?.offset == catalog { continue }
            findings.report(
                "a file of \(file.size.of("byte")) is in the \(pair.leftName) tree and not in the Joliet tree",
                at: pair.leftPlace(node), causedBy: pair.isDisjoint ? TreesShareData.self : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires("a record taken out of Joliet", .joliet, at: "record:/README.TXT") {
                $0.removeRecord("svd:record:/readme.txt")
            },
            .passes("the same files", .joliet),
            .passes(
                "a symbolic link, which Joliet cannot have",
                Specimen {
                    $0.joliet = true
                    $0.rockRidge = true
                }),
            .passes("relocated directories, which Joliet has in their place", .everything),
        ]
    }
}
