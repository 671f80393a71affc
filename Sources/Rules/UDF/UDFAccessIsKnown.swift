import Bytes
import DiscModel
import FileSystems
import Specimens

/// The partition says how it can be written.
enum UDFAccessIsKnown: Rule {
    static let card = RuleCard(
        id: "udf-access-type",
        title: "The partition says how it can be written",
        rationale: """
            Systems take a partition of a kind that they do not know for one that they may not touch.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("3/10.5.7"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        for partition in volume.main.all(.partition) {
            let access = partition[UDFPartition.accessType]
            if access > 4 {
                findings.report(
                    "the partition is of access type \(access), which there is none of", expected: "0 to 4",
                    actual: "\(access)",
                    at: Place(offset: partition.offset + 184, length: 4, field: "accessType"))
            }
            if partition[UDFPartition.flags] & 1 == 0 {
                findings.report(
                    "the partition is said to be set aside for nobody", expected: "allocated",
                    at: Place(offset: partition.offset + 20, length: 2, field: "partitionFlags"))
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("access type 77", .udf, at: "udf:pd", 184) {
                $0.alterBoth("udf:pd") { $0.set32LE($1, 184, 77) }
            },
            .fires("set aside for nobody", .udf, at: "udf:pd", 20) {
                $0.alterBoth("udf:pd") { $0.set16LE($1, 20, 0) }
            },
            .passes("a partition that is read only", .udf),
            .passes("one that can be written", .udfRewritable),
        ]
    }
}
