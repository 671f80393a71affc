import Bytes
import DiscModel
import FileSystems
import Specimens

/// The CRC of every UDF descriptor holds.
enum UDFDescriptorCodesHold: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-tag-crc",
        title: "The CRC of every UDF descriptor holds",
        rationale: """
            The tag carries a CRC over what follows it. Where it does not hold, the descriptor was damaged \
            after it was written. Linux refuses the descriptors of a volume then; of entries it does not look, \
            and reads wrong numbers.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("3/7.2.6"))

    static let kinds: Set<UDFFault.Kind> = [.tagCRC]

    static func words(_ fault: UDFFault) -> String {
        return
            "the CRC of \(subject(fault)) is \(fault.recorded) as recorded and \(fault.found) as measured: its bytes were changed after it was written"
    }

    static var examples: [Example] {
        [
            .fires("one bit of a file entry", .udf, at: "udf:fe:/readme.txt", 8) {
                $0.set8("udf:fe:/readme.txt", 36, $0.get8("udf:fe:/readme.txt", 36) ^ 1)
            },
            .fires("one bit of the logical volume descriptor", .udf, at: "udf:lvd", 8) {
                $0.set8("udf:lvd", 300, $0.get8("udf:lvd", 300) ^ 4)
            },
            .fires("one letter of a name", .udf, at: "udf:fid:/readme.txt", 8) {
                $0.set8("udf:fid:/readme.txt", 40, $0.get8("udf:fid:/readme.txt", 40) ^ 1)
            },
            .passes("codes as they should be", .udf),
        ]
    }
}
