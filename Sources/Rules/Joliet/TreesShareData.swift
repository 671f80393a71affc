import DiscModel
import FileSystems
import Specimens

/// Primary and Joliet tree have files in common.
enum TreesShareData: Rule {
    static let card = RuleCard(
        id: "joliet-separate-data",
        title: "The primary and the Joliet tree share their files",
        rationale: """
            Two trees without a single common file make two discs in one: Windows shows other contents than Linux and macOS. \
            Discs for two systems were made so on purpose, and so are images that want to look harmless to a scanner.
            """,
        remedy: "Look at both trees before trusting the image.",
        severity: .warning,
        clause: .practice("both trees show the same files"))

    static func weigh(_ pair: TreePair, in _: Disc, _ findings: inout Findings) {
        guard pair.other.kind == .joliet, pair.isDisjoint else { return }
        findings.report(
            "no file of the Joliet tree is in the \(pair.leftName) tree", expected: "common files",
            at: pair.other.place(ofDirectory: 0))
    }

    static var examples: [Example] {
        [
            .fires("other files in each tree", .joliet, at: "svd:dir:/") {
                $0.removeRecord("svd:record:/readme.txt")
                $0.removeRecord("record:/DOCS/MANUAL.TXT")
            },
            .passes("the same files", .joliet),
            .passes("one common file of two", .joliet) { $0.removeRecord("svd:record:/readme.txt") },
        ]
    }
}
