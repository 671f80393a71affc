import Bytes
import DiscModel
import FileSystems
import Specimens

/// A name is neither . nor .., and holds no slash and no NUL.
enum UDFNamesAreHarmless: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fid-name-unsafe",
        title: "A name is neither . nor .., and holds no slash and no NUL",
        rationale: """
            Such a name leads a program that unpacks the image to another place, or ends within. Nobody writes \
            them but to attack.
            """,
        remedy: """
            Suspect an attack; unpack nothing by these names.
            """,
        severity: .warning,
        clause: .udf("2.3.4"))

    static let kinds: Set<UDFFault.Kind> = [.unsafeName]

    static func words(_ fault: UDFFault) -> String {
        return "the name \(fault.recorded) in \(path(fault)) is none that a file can have"
    }

    static var examples: [Example] {
        [
            .fires("a slash in a name", .udf, at: "udf:fid:/readme.txt", 0) {
                $0.set8("udf:fid:/readme.txt", 41, 0x2F)
                $0.sealUDF("udf:fid:/readme.txt")
            },
            .passes("names as they should be", .udf),
        ]
    }
}
