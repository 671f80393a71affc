import Bytes
import DiscModel
import FileSystems
import Specimens

/// A file that lies in its entry is as long as it says.
enum UDFEmbeddedLengthsAgree: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-fe-inline-length",
        title: "A file that lies in its entry is as long as it says",
        rationale: """
            Small files lie in the entry itself, which tells their length twice. Systems take one of the two.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/14.6.8"))

    static let kinds: Set<UDFFault.Kind> = [.embeddedLength]

    static func words(_ fault: UDFFault) -> String {
        return "\(subject(fault)) says \(fault.recorded), and holds \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a length of 1000 bytes", .udfEmbedded, at: "udf:fe:/readme.txt", 56) {
                $0.set32LE("udf:fe:/readme.txt", 56, 1_000)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("lengths that agree", .udfEmbedded),
        ]
    }
}
