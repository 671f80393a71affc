import Bytes
import DiscModel
import FileSystems
import Specimens

/// The allocation descriptors are short, long, or the data itself.
enum UDFAllocationKindsAreKnown: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fe-ad-type",
        title: "The allocation descriptors are short, long, or the data itself",
        rationale: """
            UDF forbids the fourth kind that ECMA-167 has, and no system reads it.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .error,
        clause: .udf("2.3.5.4"))

    static let kinds: Set<UDFFault.Kind> = [.allocationKind]

    static func words(_ fault: UDFFault) -> String {
        return "\(subject(fault)) has allocation descriptors of kind \(fault.recorded)"
    }

    static var examples: [Example] {
        [
            .fires("extended descriptors", .udf, at: "udf:fe:/readme.txt", 34) {
                $0.set16LE("udf:fe:/readme.txt", 34, 2)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("short ones", .udfShort),
        ]
    }
}
