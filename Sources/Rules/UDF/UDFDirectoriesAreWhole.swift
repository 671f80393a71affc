import Bytes
import DiscModel
import FileSystems
import Specimens

/// Directories are filled by their entries.
enum UDFDirectoriesAreWhole: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-dir-size",
        title: "Directories are filled by their entries",
        rationale: """
            The entries of a directory stand back to back up to its end. Where one of them is no entry, all \
            files behind it are gone for every system.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/8.6"))

    static let kinds: Set<UDFFault.Kind> = [.directoryBroken]

    static func words(_ fault: UDFFault) -> String {
        return "\(path(fault)) breaks off: \(fault.recorded) is not \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("an entry that was wiped", .udf, at: "udf:fid:/readme.txt", 0) {
                $0.fill("udf:fid:/readme.txt", count: 24, with: 0)
            },
            .passes("directories that are filled", .udf),
        ]
    }
}
