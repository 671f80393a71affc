import Bytes
import DiscModel
import FileSystems
import Specimens

/// File entries are of strategy 4 or 4096.
enum UDFStrategiesAreKnown: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-icb-strategy",
        title: "File entries are of strategy 4 or 4096",
        rationale: """
            The strategy tells how the states of an entry follow each other. UDF knows two; Linux refuses all \
            others.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .error,
        clause: .ecma167("4/14.6.2"))

    static let kinds: Set<UDFFault.Kind> = [.strategy]

    static func words(_ fault: UDFFault) -> String {
        return "\(subject(fault)) is of strategy \(fault.recorded)"
    }

    static var examples: [Example] {
        [
            .fires("strategy 5", .udf, at: "udf:fe:/readme.txt", 20) {
                $0.set16LE("udf:fe:/readme.txt", 20, 5)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("strategy 4", .udf),
        ]
    }
}
