import Bytes
import DiscModel
import FileSystems
import Specimens

/// All descriptors carry one serial number.
enum UDFTagsAreOfOneVolume: Rule {
    static let card = RuleCard(
        id: "udf-tag-serial",
        title: "All descriptors carry one serial number",
        rationale: """
            A program that makes a volume gives all its descriptors one number, so that those of an earlier \
            volume on the same disc are not taken for its own.
            """,
        remedy: """
            Where other findings are there as well, parts may be of an earlier volume; alone it is of no \
            consequence.
            """,
        severity: .note,
        clause: .udf("2.2.1.1"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let anchor = volume.anchors.first else { return }
        let serial = anchor[UDFTag.serialNumber]
        let descriptors = volume.main.descriptors + volume.reserve.descriptors + volume.integrity
        let all = descriptors + [volume.fileSet].compactMap(\.self) + volume.entries.map(\.descriptor)
        let others = all.filter { $0[UDFTag.serialNumber] != serial }
        guard let first = others.first else { return }
        findings.report(
            "\(others.count.of("descriptor")) of \(all.count) carry another serial number than the anchor",
            expected: "\(serial)", actual: "\(first[UDFTag.serialNumber])",
            at: Place(offset: first.offset + 6, length: 2, field: "tagSerialNumber"))
    }

    static var examples: [Example] {
        [
            .fires("an entry of another volume", .udf, at: "udf:fe:/readme.txt", 6) {
                $0.set16LE("udf:fe:/readme.txt", 6, 77)
                $0.sealUDF("udf:fe:/readme.txt")
            },
            .passes("one number", .udf),
        ]
    }
}
