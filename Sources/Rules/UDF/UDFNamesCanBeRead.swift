import Bytes
import DiscModel
import FileSystems
import Specimens

/// Names are compressed Unicode of 8 or 16 bits.
enum UDFNamesCanBeRead: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fid-name",
        title: "Names are compressed Unicode of 8 or 16 bits",
        rationale: """
            The first byte of a name tells how it is written. Linux and Windows leave out a file whose name \
            they cannot read.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .udf("2.1.1"))

    static let kinds: Set<UDFFault.Kind> = [.name]

    static func words(_ fault: UDFFault) -> String {
        return "a name in \(path(fault)) has \(fault.recorded), where there should be \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("compression 9", .udf, at: "udf:fid:/readme.txt", 0) {
                $0.set8("udf:fid:/readme.txt", 38, 9)
                $0.sealUDF("udf:fid:/readme.txt")
            },
            .passes("names that can be read", .udf),
        ]
    }
}
