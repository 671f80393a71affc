import Bytes
import DiscModel
import FileSystems
import Specimens

/// The size with all streams is the length where there is none.
enum UDFObjectSizesAgree: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fe-object-size",
        title: "The size with all streams is the length where there is none",
        rationale: """
            An extended entry tells the size of a file with its streams as well. Without streams the two are \
            one.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("4/14.17.11"))

    static let kinds: Set<UDFFault.Kind> = [.objectSize]

    static func words(_ fault: UDFFault) -> String {
        return
            "\(subject(fault)) has \(fault.found), and \(fault.recorded) with its streams, of which it has none"
    }

    static var examples: [Example] {
        [
            .fires("another size", .udf, at: "udf:fe:/readme.txt", 64) {
                $0.set32LE("udf:fe:/readme.txt", 64, 9)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("the same size", .udf),
        ]
    }
}
