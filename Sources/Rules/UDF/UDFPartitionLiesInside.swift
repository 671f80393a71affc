import Bytes
import DiscModel
import FileSystems
import Specimens

/// The partition ends within the image.
enum UDFPartitionLiesInside: Rule {
    static let card = RuleCard(
        id: "udf-partition-outside-image",
        title: "The partition ends within the image",
        rationale: """
            Behind the end of the image there is nothing, so what lies there of the volume is lost: the image \
            was cut, or a number is wrong. A disc that is written once has its partition reach to the end of \
            the medium, which an image does not.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("3/10.5.9"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        let isOpen = volume.maps.contains { $0.kind == .virtual }
        guard let partition = volume.prevailing(.partition) else { return }
        let end = UInt64(partition[UDFPartition.start]).adding(UInt64(partition[UDFPartition.length]))
        guard end > volume.blockCount else { return }
        findings.report(
            "the partition ends with block \(end - 1), and the image has \(volume.blockCount.of("block"))",
            expected: "an end at \(volume.blockCount) or before", actual: "\(end)",
            at: Place(offset: partition.offset + 188, length: 8, field: "partitionLength"),
            severity: isOpen || partition[UDFPartition.accessType] == 2 ? .note : nil)
    }

    static var examples: [Example] {
        [
            .fires("a partition of a million blocks", .udf, at: "udf:pd", 188) {
                for sequence in ["udf:pd", "udf:reserve:pd"] {
                    $0.set32LE(sequence, 192, 1_000_000)
                    $0.sealUDF(sequence)
                }
            },
            .passes("a partition inside", .udf),
        ]
    }
}
