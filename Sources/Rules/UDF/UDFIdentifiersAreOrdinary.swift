import Bytes
import DiscModel
import FileSystems
import Specimens

/// Entries of directories are as UDF wants them.
enum UDFIdentifiersAreOrdinary: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fid-version",
        title: "Entries of directories are as UDF wants them",
        rationale: """
            There is one version of each file, and three bits of an entry mean nothing. Some programs refuse \
            what they do not know.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .udf("2.3.4"))

    static let kinds: Set<UDFFault.Kind> = [.identifierForm]

    static func words(_ fault: UDFFault) -> String {
        "an entry in \(path(fault)) has \(fault.recorded)"
    }

    static var examples: [Example] {
        [
            .fires("version 7", .udf, at: "udf:fid:/readme.txt", 0) {
                $0.set16LE("udf:fid:/readme.txt", 16, 7)
                $0.sealUDF("udf:fid:/readme.txt")
            },
            .fires("a bit that means nothing", .udf, at: "udf:fid:/readme.txt", 0) {
                $0.set8("udf:fid:/readme.txt", 18, 0x40)
                $0.sealUDF("udf:fid:/readme.txt")
            },
            .passes("entries as they should be", .udf),
        ]
    }
}
