import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every partition map leads to a partition of the volume.
enum UDFMapsLeadToPartitions: Rule {
    static let card = RuleCard(
        id: "udf-partition-map",
        title: "Every partition map leads to a partition of the volume",
        rationale: """
            Files are found through the maps. A map that leads nowhere makes Linux refuse the volume.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("3/10.7"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let descriptor = volume.logicalVolume else { return }
        let partitions = (volume.main.all(.partition) + volume.reserve.all(.partition)).map {
            $0[UDFPartition.number]
        }
        let place = Place(
            offset: descriptor.offset + 440, length: UInt64(descriptor[UDFLogicalVolume.mapTableLength]),
            field: "partitionMaps")
        for (index, map) in volume.maps.enumerated() {
            if map.kind == .unknown {
                findings.report("partition map \(index) is of a kind that UDF does not know", at: place)
            } else if !partitions.contains(map.partition) {
                findings.report(
                    "partition map \(index) leads to partition \(map.partition), which there is none of",
                    expected: partitions.map { "\($0)" }.joined(separator: " or "),
                    actual: "\(map.partition)", at: place)
            }
        }
        guard volume.maps.count != Int(descriptor[UDFLogicalVolume.mapCount]) else { return }
        findings.report(
            "the logical volume counts \(descriptor[UDFLogicalVolume.mapCount]) partition maps, and its table holds \(volume.maps.count)",
            expected: "\(volume.maps.count)", actual: "\(descriptor[UDFLogicalVolume.mapCount])",
            at: Place(offset: descriptor.offset + 268, length: 4, field: "numberOfPartitionMaps"))
    }

    static var examples: [Example] {
        [
            .fires("a partition that is none", .udf, at: "udf:lvd", 440) {
                for sequence in ["udf:lvd", "udf:reserve:lvd"] {
                    $0.set16LE(sequence, 444, 9)
                    $0.sealUDF(sequence)
                }
            },
            .fires("a count of three", .udf, at: "udf:lvd", 268) {
                for sequence in ["udf:lvd", "udf:reserve:lvd"] {
                    $0.set32LE(sequence, 268, 3)
                    $0.sealUDF(sequence)
                }
            },
            .passes("maps that lead to partitions", .udf),
            .passes("a metadata partition", .udfMetadata),
        ]
    }
}
