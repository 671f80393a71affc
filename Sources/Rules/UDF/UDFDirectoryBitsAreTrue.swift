import Bytes
import DiscModel
import FileSystems
import Specimens

/// An entry says directory of a directory alone.
enum UDFDirectoryBitsAreTrue: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fid-directory-bit",
        title: "An entry says directory of a directory alone",
        rationale: """
            The entry of a directory tells what it leads to, and so does the file entry. Linux believes the \
            one and Windows the other.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/14.4.3"))

    static let kinds: Set<UDFFault.Kind> = [.directoryBit]

    static func words(_ fault: UDFFault) -> String {
        return
            "the entry of \(path(fault)) calls it \(fault.recorded), and its file entry calls it \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a file that is called a directory", .udf, at: "udf:fid:/readme.txt", 0) {
                $0.set8("udf:fid:/readme.txt", 18, 2)
                $0.sealUDF("udf:fid:/readme.txt")
            },
            .passes("bits that are true", .udf),
        ]
    }
}
