import Bytes
import DiscModel
import FileSystems
import Specimens

/// The partition holds none of the volume's own descriptors.
enum UDFPartitionIsItsOwn: Rule {
    static let card = RuleCard(
        id: "udf-partition-overlap",
        title: "The partition holds none of the volume's own descriptors",
        rationale: """
            Blocks of the partition belong to files. What describes the volume is lost when a system writes a \
            file over it.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("3/8.5"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        for partition in volume.main.all(.partition) {
            let start = UInt64(partition[UDFPartition.start])
            let range = start..<start + UInt64(partition[UDFPartition.length])
            // On discs that are written once a partition is all of the medium, and nothing is written over.
            guard !range.isEmpty, partition[UDFPartition.accessType] != 2 else { continue }
            for (sequence, name) in [(volume.main, "main"), (volume.reserve, "reserve")]
            where sequence.length > 0 && range.contains(UInt64(sequence.block)) {
                findings.report(
                    "the \(name) volume descriptor sequence lies in the partition, in block \(UInt64(sequence.block) - start) of it",
                    expected: "a place before or behind it",
                    at: Place(offset: partition.offset + 188, length: 8, field: "partitionStartingLocation"))
            }
            // genisoimage has an anchor in the last block of its partition, which it never writes to.
            for anchor in volume.anchors
            where range.contains(UInt64(anchor.block)) && UInt64(anchor.block) + 1 != range.upperBound {
                findings.report(
                    "the anchor in block \(anchor.block) lies in the partition",
                    expected: "a place before or behind it",
                    at: Place(offset: partition.offset + 188, length: 8, field: "partitionStartingLocation"))
            }
        }
    }

    static var examples: [Example] {
        [
            .fires("a partition over the anchor at its end", .udf, at: "udf:pd", 188) {
                let end = $0.block("udf:anchor#2")
                $0.alterBoth("udf:pd") { $0.set32LE($1, 192, end + 10 - $0.get32LE($1, 188)) }
            },
            .passes("a partition between the anchors", .udf),
        ]
    }
}
