import Bytes
import DiscModel
import FileSystems
import Specimens

/// A file entry stands where a directory says.
enum UDFEntriesAreThere: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-tag-identifier",
        title: "A file entry stands where a directory says",
        rationale: """
            An entry of a directory leads to a file entry, which knows where the data lies. Where another \
            thing or nothing stands there, no system opens the file.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/14.4.8"))

    static let kinds: Set<UDFFault.Kind> = [.notThere]

    static func words(_ fault: UDFFault) -> String {
        return "\(path(fault)) leads to \(fault.recorded), where no file entry stands"
    }

    static var examples: [Example] {
        [
            .fires("a file entry that was wiped", .udf, at: "udf:fid:/readme.txt", 0) {
                $0.fill("udf:fe:/readme.txt", count: 512, with: 0)
            },
            .passes("entries that are there", .udf),
        ]
    }
}
