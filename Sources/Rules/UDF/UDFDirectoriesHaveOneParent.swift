import Bytes
import DiscModel
import FileSystems
import Specimens

/// A directory has one name.
enum UDFDirectoriesHaveOneParent: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-dir-two-parents",
        title: "A directory has one name",
        rationale: """
            Directories cannot be linked twice: the second name shows the same files, and its .. leads \
            elsewhere. Linux refuses such a tree when it is asked to write.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/8.6"))

    static let kinds: Set<UDFFault.Kind> = [.twoParents]

    static func words(_ fault: UDFFault) -> String {
        return "\(path(fault)) is \(fault.recorded)"
    }

    static var examples: [Example] {
        [
            .fires("a second name of a directory", .udf, at: "udf:fid:/emptydir", 0) {
                $0.set32LE("udf:fid:/emptydir", 24, $0.get32LE("udf:fid:/docs", 24))
                $0.sealUDF("udf:fid:/emptydir")
            },
            .passes("directories with one name", .udf),
        ]
    }
}
