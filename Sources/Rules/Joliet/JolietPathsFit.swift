import DiscModel
import FileSystems
import Specimens

/// A Joliet path has at most 240 bytes.
enum JolietPathsFit: Rule {
    static let card = RuleCard(
        id: "joliet-path-length",
        title: "Joliet paths have at most 240 bytes",
        rationale: """
            Joliet allows 120 characters from the root to a file. No reader of today minds longer ones, but Windows stops at \
            260 with the drive's name.
            """,
        remedy: "Use shorter names or fewer levels.",
        severity: .note, profiles: Profile.pedants,
        clause: .joliet("Directory Hierarchy"))

    static func weigh(_ paths: JolietPaths, in _: Disc, _ findings: inout Findings) {
        paths.each(longerThan: 240) { slot, length in
            findings.report(
                "the path has \(length.of("byte"))", expected: "at most 240", actual: "\(length)",
                at: paths.tree.place(ofRecord: slot))
        }
    }

    static func deep(_ levels: Int) -> Specimen {
        Specimen { plan in
            plan.joliet = true
            let path = String(repeating: "/A_DIRECTORY_NAME", count: levels)
            plan.files = [.init(path + "/FILE.TXT", .bytes([1]))]
        }
    }

    static var examples: [Example] {
        [
            .fires("eight levels with long names", deep(8), at: "system-area", 79_940),
            .passes("two levels with long names", deep(2)),
        ]
    }
}
