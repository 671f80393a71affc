import Bytes
import DiscModel
import FileSystems
import Specimens

/// The tag of every UDF descriptor has the sum of its bytes.
enum UDFTagSumsHold: UDFFaultRule {
    static let card = RuleCard(
        id: "udf-tag-checksum",
        title: "The tag of every UDF descriptor has the sum of its bytes",
        rationale: """
            Every descriptor begins with sixteen bytes that add up. Linux and Windows take a descriptor whose \
            sum is wrong for none: a file, a directory or the whole volume is gone.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("3/7.2.3"))

    static let kinds: Set<UDFFault.Kind> = [.tagSum]

    static func words(_ fault: UDFFault) -> String {
        return
            "the tag of \(subject(fault)) has the sum \(fault.recorded), and its bytes add up to \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("one bit of a sum", .udf, at: "udf:fe:/readme.txt", 4) {
                $0.set8("udf:fe:/readme.txt", 4, $0.get8("udf:fe:/readme.txt", 4) ^ 1)
            },
            .fires("the sum of an anchor", .udf, at: "udf:anchor", 4) {
                $0.set8("udf:anchor", 4, $0.get8("udf:anchor", 4) ^ 0x10)
            },
            .passes("sums as they should be", .udf),
        ]
    }
}
