import Bytes
import DiscModel
import FileSystems
import Specimens

/// All descriptors name one revision of UDF.
enum UDFRevisionsAgree: Rule {
    static let card = RuleCard(
        id: "udf-revision-differs",
        title: "All descriptors name one revision of UDF",
        rationale: """
            Systems decide by the revision whether they can read a volume; Linux refuses one whose least \
            revision for reading is higher than 2.50.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .udf("2.1.5.3"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let main = volume.logicalVolume, let revision = volume.revision else { return }
        let own = main[UDFLogicalVolume.revision]
        func compare(_ record: Record?, _ at: Int, _ name: String) {
            guard let record, record.u16le(at) != own, record.u16le(at) != 0 else { return }
            findings.report(
                "\(main.name) is of revision \(revision), and \(name) of \(UDFFacts.revision(record.u16le(at)))",
                expected: revision, actual: UDFFacts.revision(record.u16le(at)),
                at: Place(offset: record.offset + UInt64(at), length: 2, field: "revision"))
        }
        compare(volume.fileSet?.record, 440, "the file set descriptor")
        if let use = volume.prevailing(.implementationUse), use.record.has("*UDF LV Info", at: 21) {
            compare(use.record, 44, use.name)
        }
        for map in volume.maps where map.kind != .physical && map.kind != .unknown {
            compare(map.record, 28, "a partition map")
        }
    }

    static var examples: [Example] {
        [
            .fires("another revision in the file set", .udf, at: "udf:fsd", 440) {
                $0.set16LE("udf:fsd", 440, 0x0150)
                $0.sealUDF("udf:fsd")
            },
            .passes("one revision", .udf),
        ]
    }
}
