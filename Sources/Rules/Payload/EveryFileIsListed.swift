import Digests
import DiscModel
import Specimens
import Surveys

/// A list of the whole tree names every file.
enum EveryFileIsListed: Rule {
    static let card = RuleCard(
        id: "payload-list-uncovered",
        title: "A list of the whole tree names every file in it",
        rationale: """
            What no list names, no check of the medium looks at: a file that was added later, or one that the program \
            that made the list left out on purpose, as debian-cd does with boot images.
            """,
        remedy:
            "Look whether the files belong there. If they do, write the list after the last file was added.",
        severity: .note,
        clause: .practice("debian-cd, live-build, casper: lists of checksums on the medium"),
        needs: .content)

    static func weigh(_ facts: PayloadListFacts, in disc: Disc, _ findings: inout Findings) {
        for node in facts.unlisted {
            let tree = disc.trees[facts.tree]
            let path = tree.path(of: node)
            let extent = tree.extents(of: tree.nodes[node]).first
            findings.report(
                "no list in the image names \(path.escaped)",
                at: Place(offset: extent?.offset, length: extent?.length, tree: tree.kind, path: path))
        }
    }

    static var examples: [Example] {
        let lines = ListedSpecimen.lines(.md5).split(separator: "\n").dropLast().joined(separator: "\n")
        return [
            .fires(
                "a file that is not listed", ListedSpecimen.with(list: "/MD5SUM.TXT", lines + "\n"), at: nil),
            .passes("a list of all files but itself", ListedSpecimen.md5),
            .passes("a .treeinfo names a choice", ListedSpecimen.treeInfo(file: "docs/manual.txt")),
        ]
    }
}
