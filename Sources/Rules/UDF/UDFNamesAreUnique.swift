import Bytes
import DiscModel
import FileSystems
import Specimens

/// A directory has each name once.
enum UDFNamesAreUnique: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fid-duplicate",
        title: "A directory has each name once",
        rationale: """
            Of two entries with one name every system opens one, and the other file cannot be reached.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/8.6"))

    static let kinds: Set<UDFFault.Kind> = [.duplicateName]

    static func words(_ fault: UDFFault) -> String {
        return "the name \(fault.recorded) stands twice in \(path(fault))"
    }

    static var examples: [Example] {
        [
            .fires("two files of one name", .udfTwins, at: "udf:fid:/readmf.txt", 0) {
                $0.set8("udf:fid:/readmf.txt", 44, 0x65)
                $0.sealUDF("udf:fid:/readmf.txt")
            },
            .passes("names that differ", .udfTwins),
        ]
    }
}
