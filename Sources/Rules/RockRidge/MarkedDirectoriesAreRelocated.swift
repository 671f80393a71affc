import DiscModel
import FileSystems
import Specimens

/// A record with RE names a directory that a CL points to (RRIP 1.12, 4.1.5.3).
enum MarkedDirectoriesAreRelocated: Rule {
    static let card = RuleCard(
        id: "rr-re-orphan",
        title: "A directory with RE has a placeholder elsewhere",
        rationale: """
            RE hides a directory because a CL shows it where it belongs. Without that CL no Rock Ridge reader reaches the \
            directory and the files in it, while plain readers do.
            """,
        remedy: "Read the directory with a program that ignores Rock Ridge, and make the image again.",
        severity: .warning,
        clause: .rrip("4.1.5.3"))

    static func weigh(_ tree: Relocations, in _: Disc, _ findings: inout Findings) {
        let directories = tree.tree.directories
        let targets = Set(tree.placeholders.compactMap { $0.target })
        // The directory that only holds relocated ones may be hidden itself; xorriso marks its "." and ".." too.
        let holders = Set(
            targets.union(tree.placeholders.compactMap(\.meant)).map { Int(directories[$0].parent) })
        for (slot, directory) in tree.moved where !targets.contains(directory) {
            let record = tree.tree.record(slot)
            let own = record.isSelf || record.isParent ? Int(tree.tree.slots[slot].directory) : directory
            guard !holders.contains(own) else { continue }
            findings.report(
                "the record is hidden as that of a moved directory (RE), and no placeholder (CL) leads to it",
                at: tree.tree.place(ofFirst: .re, in: slot),
                causedBy: tree.cause(ofOrphan: directory))
        }
    }

    static var examples: [Example] {
        [
            .fires("RE at a directory that was not moved", .rockRidge, at: "susp:/DOCS:RE") {
                $0.insertEntry(Specimen.systemUseEntry("RE", []), into: "record:/DOCS")
            },
            .passes("a relocated directory", .relocation),
            .passes("RE at RR_MOVED itself", .relocation) {
                $0.insertEntry(Specimen.systemUseEntry("RE", []), into: "record:/RR_MOVED")
            },
        ]
    }
}
