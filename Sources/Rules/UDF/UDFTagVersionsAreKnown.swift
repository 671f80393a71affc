import Bytes
import DiscModel
import FileSystems
import Specimens

/// Descriptors are of version 2 or 3.
enum UDFTagVersionsAreKnown: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-tag-version",
        title: "Descriptors are of version 2 or 3",
        rationale: """
            Version 2 belongs to NSR02 and version 3 to NSR03; there are no others, and readers that look \
            refuse the descriptor.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("3/7.2.2"))

    static let kinds: Set<UDFFault.Kind> = [.tagVersion]

    static func words(_ fault: UDFFault) -> String {
        return "\(subject(fault)) is of version \(fault.recorded)"
    }

    static var examples: [Example] {
        [
            .fires("version 9", .udf, at: "udf:fe:/readme.txt", 2) {
                $0.set16LE("udf:fe:/readme.txt", 2, 9)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("versions as they should be", .udf),
        ]
    }
}
