import Bytes
import DiscModel
import FileSystems
import Specimens

/// The extents of a file hold as many bytes as it has.
enum UDFSizesMatchExtents: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fe-size-mismatch",
        title: "The extents of a file hold as many bytes as it has",
        rationale: """
            The length of a file and the lengths of its extents tell the same number. Where the extents hold \
            less, systems read zeros or fail at the end; where they hold more, they show too little.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/12.1"))

    static let kinds: Set<UDFFault.Kind> = [.sizeMismatch]

    static func words(_ fault: UDFFault) -> String {
        return "\(subject(fault)) says \(fault.recorded), and its extents hold \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a length of a gigabyte", .udfShort, at: "udf:fe:/readme.txt", 56) {
                $0.set32LE("udf:fe:/readme.txt", 56, 1 << 30)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("lengths that agree", .udfShort),
        ]
    }
}
