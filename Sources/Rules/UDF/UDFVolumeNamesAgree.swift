import Bytes
import DiscModel
import FileSystems
import Specimens

/// The name of the volume is the same wherever it is recorded.
enum UDFVolumeNamesAgree: Rule {
    static let card = RuleCard(
        id: "udf-volume-name-differs",
        title: "The name of the volume is the same wherever it is recorded",
        rationale: """
            Logical volume descriptor, implementation use descriptor and file set carry the name of the \
            volume; Windows shows the first, other programs another.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .udf("2.2.7.2.3"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let volumeDescriptor = volume.logicalVolume else { return }
        let name = UDFText(field: volumeDescriptor[UDFLogicalVolume.volumeIdentifier]).text
        func compare(_ descriptor: UDFDescriptor?, _ field: Field<RawBytes>) {
            guard let descriptor else { return }
            let other = UDFText(field: descriptor[field]).text
            guard other != name else { return }
            findings.report(
                "the volume is called \"\(DisplayName(name).escaped)\" in \(volumeDescriptor.name) and \"\(DisplayName(other).escaped)\" in \(descriptor.name)",
                expected: DisplayName(name).escaped, actual: DisplayName(other).escaped,
                at: Place(
                    offset: descriptor.offset + UInt64(field.offset), length: UInt64(field.length),
                    field: field.name))
        }
        compare(volume.fileSet, UDFFileSet.volumeIdentifier)
        if let use = volume.prevailing(.implementationUse), use.record.has("*UDF LV Info", at: 21) {
            compare(use, UDFInformation.volumeIdentifier)
        }
    }

    static var examples: [Example] {
        [
            .fires("another name in the file set", .udf, at: "udf:fsd", 112) {
                $0.set8("udf:fsd", 113, 0x58)
                $0.sealUDF("udf:fsd")
            },
            .passes("one name", .udf),
        ]
    }
}
