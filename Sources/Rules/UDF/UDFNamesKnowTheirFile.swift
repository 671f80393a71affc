import Bytes
import DiscModel
import FileSystems
import Specimens

/// The entry of a directory repeats the unique number of its file.
enum UDFNamesKnowTheirFile: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fid-unique-id",
        title: "The entry of a directory repeats the unique number of its file",
        rationale: """
            From revision 2.00 on both carry one number, by which programs find a file that moved. Reading \
            goes without it.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .udf("2.3.4.3"))

    static let kinds: Set<UDFFault.Kind> = [.identifierUniqueID]

    static func words(_ fault: UDFFault) -> String {
        return
            "the entry of \(path(fault)) has the unique number \(fault.recorded), and its file entry \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("another number", .udf, at: "udf:fid:/readme.txt", 0) {
                $0.set32LE("udf:fid:/readme.txt", 32, 4_711)
                $0.sealUDF("udf:fid:/readme.txt")
            },
            .passes("the same number", .udf),
            .passes(
                "a number of its own for a second name",
                .udf({ $0.files.append(.init("/twin.txt", .hardLink("/readme.txt"))) })
            ) {
                $0.set32LE("udf:fid:/twin.txt", 32, 99)
                $0.sealUDF("udf:fid:/twin.txt")
            },
        ]
    }
}
