import Bytes
import DiscModel
import FileSystems
import Specimens

/// A file entry counts the names that lead to it.
enum UDFLinksAreCounted: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fe-link-count",
        title: "A file entry counts the names that lead to it",
        rationale: """
            The number of links is what a deletion goes by: too small, and a file vanishes while a name still \
            leads to it. Reading is not disturbed.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("4/14.9.6"))

    static let kinds: Set<UDFFault.Kind> = [.linkCount]

    static func words(_ fault: UDFFault) -> String {
        return
            "the link count of \(path(fault)) is \(fault.recorded), and the names that lead to it are \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("five links", .udf, at: "udf:fe:/readme.txt", 48) {
                $0.set16LE("udf:fe:/readme.txt", 48, 5)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("links as counted", .udf),
        ]
    }
}
