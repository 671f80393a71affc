import Bytes
import DiscModel
import FileSystems
import Specimens

/// The next unique number is above all that are in use.
enum UDFNextNumberIsFree: Rule {
    static let card = RuleCard(
        id: "udf-lvid-unique-id",
        title: "The next unique number is above all that are in use",
        rationale: """
            The integrity descriptor says which number the next file gets. One that is in use makes two files \
            of one number.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .udf("3.2.1.1"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let last = volume.integrity.last, last[UDFIntegrity.type] == 1, volume.highestUniqueID > 0
        else { return }
        let next = last[UDFIntegrity.nextUniqueID]
        guard next <= volume.highestUniqueID else { return }
        findings.report(
            "the next unique number is \(next), and a file has \(volume.highestUniqueID)",
            expected: "above \(volume.highestUniqueID)", actual: "\(next)",
            at: Place(offset: last.offset + 40, length: 8, field: "uniqueID"))
    }

    static var examples: [Example] {
        [
            .fires("the number of the root", .udf, at: "udf:lvid", 40) {
                $0.set32LE("udf:lvid", 40, 1)
                $0.sealUDF("udf:lvid")
            },
            .passes("a free number", .udf),
        ]
    }
}
