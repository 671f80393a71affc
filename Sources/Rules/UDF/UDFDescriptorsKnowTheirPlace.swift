import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every UDF descriptor stands in the block that its tag names.
enum UDFDescriptorsKnowTheirPlace: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-tag-location",
        title: "Every UDF descriptor stands in the block that its tag names",
        rationale: """
            The tag repeats the number of the block. Another number means that the descriptor was written for \
            another place: sectors were lost or inserted, or a part of another volume was copied there. Linux \
            refuses it.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("3/7.2.8"))

    static let kinds: Set<UDFFault.Kind> = [.tagLocation]

    static func words(_ fault: UDFFault) -> String {
        return
            "\(subject(fault)) says that it stands in block \(fault.recorded), and stands in block \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a file entry of another block", .udf, at: "udf:fe:/readme.txt", 12) {
                $0.set32LE("udf:fe:/readme.txt", 12, 77)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("descriptors in their places", .udf),
        ]
    }
}
