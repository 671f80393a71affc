import Bytes
import DiscModel
import FileSystems
import Specimens

/// The integrity descriptor knows the partitions.
enum UDFIntegrityFitsThePartitions: Rule {
    static let card = RuleCard(
        id: "udf-lvid-partitions",
        title: "The integrity descriptor knows the partitions",
        rationale: """
            It has a free count and a size for each partition. Linux mounts no volume for writing where their \
            number is another.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written so: \
            copy its files to a new one.
            """,
        severity: .warning,
        clause: .ecma167("3/10.10"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let last = volume.integrity.last else { return }
        let count = Int(last[UDFIntegrity.partitionCount])
        guard count == volume.maps.count else {
            return findings.report(
                "the integrity descriptor counts \(count.of("partition")), and the volume has \(volume.maps.count)",
                expected: "\(volume.maps.count)", actual: "\(count)",
                at: Place(offset: last.offset + 72, length: 4, field: "numberOfPartitions"))
        }
        let partitions = volume.main.all(.partition)
        for (index, map) in volume.maps.enumerated() where [.physical, .sparable].contains(map.kind) {
            let at = UDFIntegrity.tables + 4 * (count + index)
            let size = last.record.u32le(at)
            guard
                let length = partitions.last(where: { $0[UDFPartition.number] == map.partition })?[
                    UDFPartition.length],
                size != length, size != .max
            else { continue }
            findings.report(
                "the integrity descriptor gives a partition \(UInt64(size).of("block")), and the partition descriptor \(length)",
                expected: "\(length)", actual: "\(size)",
                at: Place(offset: last.offset + UInt64(at), length: 4, field: "sizeTable"))
        }
    }

    static var examples: [Example] {
        [
            .fires("two partitions", .udf, at: "udf:lvid", 72) {
                $0.set32LE("udf:lvid", 72, 2)
                $0.sealUDF("udf:lvid")
            },
            .fires("another size", .udf, at: "udf:lvid", 84) {
                $0.set32LE("udf:lvid", 84, 12)
                $0.sealUDF("udf:lvid")
            },
            .passes("a size that agrees", .udf),
            .passes("a size that is not known", .udfVirtual),
        ]
    }
}
