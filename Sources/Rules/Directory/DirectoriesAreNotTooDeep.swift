import DiscModel
import FileSystems
import Specimens

/// The primary tree has at most eight levels (ECMA-119, 6.8.2.1).
enum DirectoriesAreNotTooDeep: Rule {
    static let card = RuleCard(
        id: "dir-depth",
        title: "The primary tree has at most eight levels of directories",
        rationale: """
            The standard ends at eight, and old systems stop there. xorriso keeps deeper trees as they are unless told \
            otherwise; readers of today follow them.
            """,
        remedy:
            "For old readers, let the writing program move deep directories (Rock Ridge) or make the tree flatter.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .ecma119("6.8.2.1"))

    static func weigh(_ row: TreeDirectory, in _: Disc, _ findings: inout Findings) {
        guard row.tree.kind == .iso9660, row.directory.depth > 8 else { return }
        findings.report(
            "the directory is at level \(row.directory.depth)", expected: "8 or less",
            actual: "\(row.directory.depth)", at: row.tree.place(ofDirectory: row.index))
    }

    static var examples: [Example] {
        [
            .fires(
                "nine levels", Specimen { $0.files = [Specimen.File("/A/B/C/D/E/F/G/H", .directory)] },
                at: "dir:/A/B/C/D/E/F/G/H"),
            .passes("the same depth by relocation", .relocation), .passes("a deep Joliet tree", .everything),
        ]
    }
}
