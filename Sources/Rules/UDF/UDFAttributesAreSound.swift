import Bytes
import DiscModel
import FileSystems
import Specimens

/// Extended attributes are whole.
enum UDFAttributesAreSound: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-ea-sound",
        title: "Extended attributes are whole",
        rationale: """
            Attributes carry what the fields of a file have no room for, such as a Macintosh's Finder \
            information. Systems skip what does not fit and lose what follows.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("4/14.10"))

    static let kinds: Set<UDFFault.Kind> = [.attributes]

    static func words(_ fault: UDFFault) -> String {
        "the extended attributes of \(path(fault)) are not whole: \(fault.recorded)"
    }

    static var examples: [Example] {
        [
            .fires("an attribute longer than all of them", .udfAttributes, at: "udf:ea:/readme.txt", 0) {
                $0.set32LE("udf:ea:/readme.txt", 8, 4_000)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .fires("a sum that does not hold", .udfAttributes, at: "udf:ea:/readme.txt", 0) {
                $0.set8("udf:ea:/readme.txt", 25, 0x58)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .fires("a header that is none", .udfAttributes, at: "udf:eahd:/readme.txt", 0) {
                $0.set16LE("udf:eahd:/readme.txt", 0, 5)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("attributes that are whole", .udfAttributes),
        ]
    }
}
