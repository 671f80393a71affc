public import DiscModel
import FileSystems
import Specimens

/// A Joliet path has at most 240 bytes.
public enum JolietPathsFit: Rule {
    public static let card = RuleCard(
        id: "joliet-path-length",
        title: "Joliet paths have at most 240 bytes",
        rationale: """
            Joliet allows 120 characters from the root to a file. No reader of today minds longer ones, but Windows stops at \
            260 with the drive's name.
            """,
        remedy: "Use shorter names or fewer levels.",
        severity: .note, profiles: Profile.pedants,
        clause: .joliet("Directory Hierarchy"))

    public static func weigh(_ paths: JolietPaths, in _: Disc, _ findings: inout Findings) {
        paths.each(longerThan: 240) { slot, length in
            findings.report(
                "the path has \(length) bytes", expected: "at most 240", actual: "\(length)",
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

    public static var fires: [Example] { [Example("eight levels with long names", deep(8))] }

    public static var staysSilent: [Example] { [Example("two levels with long names", deep(2))] }
}
