import Bytes
import DiscModel
import FileSystems
import Specimens

/// No deleted entry can be read.
enum UDFDeletedNames: Rule {
    static let card = RuleCard(
        id: "udf-fid-deleted",
        title: "No deleted entry can be read",
        rationale: """
            Linux keeps the names of deleted files until their place is needed. They tell what was on the \
            volume.
            """,
        remedy: """
            Nothing, unless the names must not be known; then copy the files to a new volume.
            """,
        severity: .note,
        clause: .ecma167("4/14.4.3"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        for one in volume.deleted {
            findings.report(
                "the deleted entry \(one.name.escaped) can be read in \(volume.tree.path(of: one.directory).text.isEmpty ? "the root directory" : volume.tree.path(of: one.directory).escaped)",
                at: one.place)
        }
    }

    static var examples: [Example] {
        [
            .fires("a deleted file", .udfDeleted, at: "udf:fid:/old.txt", 0),
            .passes("nothing deleted", .udf),
        ]
    }
}
