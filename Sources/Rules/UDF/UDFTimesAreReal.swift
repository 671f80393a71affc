import Bytes
import DiscModel
import FileSystems
import Specimens

/// Times exist in the calendar.
enum UDFTimesAreReal: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-timestamp",
        title: "Times exist in the calendar",
        rationale: """
            Systems show another time, or none, where a month is the 13th or a zone lies days away.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("1/7.3"))

    static let kinds: Set<UDFFault.Kind> = [.timestamp]

    static func words(_ fault: UDFFault) -> String {
        "\(subject(fault)) has a time that no calendar has: \(fault.recorded)"
    }

    static var examples: [Example] {
        [
            .fires("the 13th month", .udf, at: "udf:fe:/readme.txt", 92) {
                $0.set8("udf:fe:/readme.txt", 96, 13)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .fires("a zone of two days", .udf, at: "udf:lvid", 16) {
                $0.set16LE("udf:lvid", 16, 0x1000 | 0x7D0)
                $0.sealUDF("udf:lvid")
            },
            .passes("times as they should be", .udf),
            .passes("no time at all", .udf) {
                $0.fill("udf:fe:/readme.txt", 80, count: 12, with: 0)
                $0.sealUDF("udf:fe:/readme.txt")
            },
        ]
    }
}
