import Bytes
import DiscModel
import FileSystems
import Specimens

/// The entry of the parent leads to the parent.
enum UDFParentsAreRight: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fid-parent-icb",
        title: "The entry of the parent leads to the parent",
        rationale: """
            The first entry of a directory leads to the directory that holds it, in the root to the root. \
            Another one sends cd .. elsewhere; pycdlib 1.22 writes the root everywhere.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .error,
        clause: .ecma167("4/14.4.3"))

    static let kinds: Set<UDFFault.Kind> = [.parentWrong]

    static func words(_ fault: UDFFault) -> String {
        return
            "the entry of the parent in \(path(fault)) leads to \(fault.recorded), and not to \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a parent that is a file", .udf, at: "udf:fid:/docs/..", 0) {
                $0.set32LE("udf:fid:/docs/..", 24, $0.get32LE("udf:fid:/readme.txt", 24))
                $0.sealUDF("udf:fid:/docs/..")
            },
            .passes("parents that are right", .udf),
        ]
    }
}
