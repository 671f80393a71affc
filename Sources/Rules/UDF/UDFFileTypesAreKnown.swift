import Bytes
import DiscModel
import FileSystems
import Specimens

/// The type of a file is one that systems know.
enum UDFFileTypesAreKnown: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-icb-file-type",
        title: "The type of a file is one that systems know",
        rationale: """
            The type tells files, directories and links apart. Linux shows nothing of another type.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .error,
        clause: .ecma167("4/14.6.6"))

    static let kinds: Set<UDFFault.Kind> = [.fileType]

    static func words(_ fault: UDFFault) -> String {
        return "\(subject(fault)) is of type \(fault.recorded)"
    }

    static var examples: [Example] {
        [
            .fires("type 200", .udf, at: "udf:fe:/readme.txt", 27) {
                $0.set8("udf:fe:/readme.txt", 27, 200)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("types as they should be", .udf),
        ]
    }
}
