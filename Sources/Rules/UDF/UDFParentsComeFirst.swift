import Bytes
import DiscModel
import FileSystems
import Specimens

/// The first entry of a directory names its parent.
enum UDFParentsComeFirst: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fid-parent-first",
        title: "The first entry of a directory names its parent",
        rationale: """
            Systems go up by the first entry. Where it is missing, cd .. leads nowhere.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .error,
        clause: .ecma167("4/8.6"))

    static let kinds: Set<UDFFault.Kind> = [.parentMissing]

    static func words(_ fault: UDFFault) -> String {
        return "\(path(fault)) has \(fault.recorded)"
    }

    static var examples: [Example] {
        [
            .fires("an entry that is not marked", .udf, at: "udf:fid:/docs/..", 0) {
                $0.set8("udf:fid:/docs/..", 18, 2)
                $0.sealUDF("udf:fid:/docs/..")
            },
            .passes("entries of the parent", .udf),
        ]
    }
}
