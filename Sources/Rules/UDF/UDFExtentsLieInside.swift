import Bytes
import DiscModel
import FileSystems
import Specimens

/// Entries and extents lie in their partition and in the image.
enum UDFExtentsLieInside: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fe-extent-outside",
        title: "Entries and extents lie in their partition and in the image",
        rationale: """
            A block behind the end does not exist: Linux and Windows report an error when the file is read. \
            Either the image was cut, or a number is wrong.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/14.14"))

    static let kinds: Set<UDFFault.Kind> = [.outsidePartition, .outsideImage, .noPartition]

    static func words(_ fault: UDFFault) -> String {
        return "\(subject(fault)) leads to \(fault.recorded); there are \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a file behind the end", .udfShort, at: "udf:fe:/readme.txt", 216) {
                $0.set32LE("udf:fe:/readme.txt", 220, 1_000_000)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .fires("an entry behind the end", .udf, at: "udf:fid:/readme.txt", 0) {
                $0.set32LE("udf:fid:/readme.txt", 24, 1_000_000)
                $0.sealUDF("udf:fid:/readme.txt")
            },
            .fires("a partition that is none", .udf, at: "udf:fid:/readme.txt", 0) {
                $0.set16LE("udf:fid:/readme.txt", 28, 7)
                $0.sealUDF("udf:fid:/readme.txt")
            },
            .passes("extents inside", .udfShort),
        ]
    }
}
