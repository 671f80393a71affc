import Bytes
import DiscModel
import FileSystems
import Specimens

/// No extent with data lies behind the end of a file.
enum UDFNothingIsBehindTheEnd: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fe-tail",
        title: "No extent with data lies behind the end of a file",
        rationale: """
            Blocks may be allocated behind the end for a file that grows, but nothing is recorded there. What \
            is there no system shows: it was left by a program that stopped, or was hidden.
            """,
        remedy: """
            Look at the extents behind the end; copy the files to a new volume to lose them.
            """,
        severity: .warning,
        clause: .ecma167("4/12.1"))

    static let kinds: Set<UDFFault.Kind> = [.tail]

    static func words(_ fault: UDFFault) -> String {
        return "\(subject(fault)) has recorded extents behind its end"
    }

    static var examples: [Example] {
        [
            .fires("a length that ends with the first extent", .udfSplit, at: "udf:fe:/docs/manual.txt", 216)
            {
                $0.set32LE("udf:fe:/docs/manual.txt", 56, 100)
                $0.sealUDF("udf:fe:/docs/manual.txt")
            },
            .passes("nothing behind the end", .udfSplit),
        ]
    }
}
