import DiscModel
import FileSystems
import Specimens

/// The record of a relocated directory has RE (RRIP 1.12, 4.1.5.3).
enum RelocatedDirectoriesAreMarked: Rule {
    static let card = RuleCard(
        id: "rr-re-missing",
        title: "The record of a relocated directory has RE",
        rationale: """
            RE tells readers to hide the directory where it lies, since it is shown where it belongs. Without it the \
            directory appears twice, and programs that walk the tree copy it twice.
            """,
        remedy: "Make or copy the image again.",
        severity: .warning,
        clause: .rrip("4.1.5.3"))

    static func weigh(_ tree: Relocations, in _: Disc, _ findings: inout Findings) {
        let marked = Set(tree.moved.map { $0.slot })
        for placeholder in tree.placeholders {
            guard let target = placeholder.meant ?? placeholder.target else { continue }
            let slot = Int(tree.tree.directories[target].slot)
            guard slot >= 0, !marked.contains(slot) else { continue }
            findings.report(
                "the record of a moved directory is not marked as one (RE), so that it is shown twice",
                expected: "RE",
                at: tree.tree.place(ofRecord: slot, field: "RE"))
        }
    }

    static var examples: [Example] {
        [
            .fires("RE taken out", .relocation, at: "record:/RR_MOVED/L9") {
                $0.removeEntry("susp:/RR_MOVED/L9:RE")
            },
            .passes("a relocated directory", .relocation),
        ]
    }
}
