import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every extent of a file but the last is whole blocks.
enum UDFExtentsAreWholeBlocks: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fe-extent-partial",
        title: "Every extent of a file but the last is whole blocks",
        rationale: """
            Systems read a file block by block; an extent in the middle that ends within a block makes them \
            take the rest of that block for data.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/12.1"))

    static let kinds: Set<UDFFault.Kind> = [.partialExtent]

    static func words(_ fault: UDFFault) -> String {
        return "\(subject(fault)) has \(fault.recorded) before the last"
    }

    static var examples: [Example] {
        [
            .fires("a first extent of 100 bytes", .udfSplit, at: "udf:fe:/docs/manual.txt", 216) {
                $0.set32LE("udf:fe:/docs/manual.txt", 216, $0.get32LE("udf:fe:/docs/manual.txt", 216) - 100)
                $0.sealUDF("udf:fe:/docs/manual.txt")
            },
            .passes("whole blocks", .udfSplit),
        ]
    }
}
