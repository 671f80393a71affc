import Bytes
import DiscModel
import FileSystems
import Specimens

/// A file entry counts the blocks of its file.
enum UDFBlocksAreCounted: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fe-blocks-recorded",
        title: "A file entry counts the blocks of its file",
        rationale: """
            The number of blocks is what du(1) shows and what a repair goes by; files are read without it.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("4/14.9.12"))

    static let kinds: Set<UDFFault.Kind> = [.blocksRecorded]

    static func words(_ fault: UDFFault) -> String {
        return "\(subject(fault)) counts \(fault.recorded), and its extents have \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("99 blocks", .udfShort, at: "udf:fe:/readme.txt", 72) {
                $0.set32LE("udf:fe:/readme.txt", 72, 99)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("blocks as counted", .udfShort),
        ]
    }
}
