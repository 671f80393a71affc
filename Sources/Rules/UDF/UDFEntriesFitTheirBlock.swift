import Bytes
import DiscModel
import FileSystems
import Specimens

/// The parts of a file entry fit its block.
enum UDFEntriesFitTheirBlock: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fe-length",
        title: "The parts of a file entry fit its block",
        rationale: """
            Behind the fields stand extended attributes and allocation descriptors, whose lengths the entry \
            tells. Linux refuses an entry in which they reach behind the block.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/14.9"))

    static let kinds: Set<UDFFault.Kind> = [.entryLength]

    static func words(_ fault: UDFFault) -> String {
        return "\(subject(fault)) needs \(fault.recorded), and its block has \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("attributes of a megabyte", .udf, at: "udf:fe:/readme.txt", 208) {
                $0.set32LE("udf:fe:/readme.txt", 208, 1 << 20)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("entries that fit", .udf),
        ]
    }
}
