import Bytes
import DiscModel
import FileSystems
import Specimens

/// The logical volume is of the OSTA UDF domain.
enum UDFDomainIsOSTA: Rule {
    static let card = RuleCard(
        id: "udf-lvd-domain-id",
        title: "The logical volume is of the OSTA UDF domain",
        rationale: """
            Linux and Windows take a volume of another domain for none of theirs.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .udf("2.2.4.3"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let descriptor = volume.logicalVolume else { return }
        let domain = Record.text(
            descriptor[UDFLogicalVolume.domain].dropFirst().prefix(23).prefix { $0 != 0 })
        guard domain != "*OSTA UDF Compliant" else {
            let known: [UInt16] = [0x0100, 0x0101, 0x0102, 0x0150, 0x0200, 0x0201, 0x0250, 0x0260]
            let revision = descriptor[UDFLogicalVolume.revision]
            guard !known.contains(revision) else { return }
            return findings.report(
                "the logical volume is of revision \(volume.revision ?? "0"), which there is none of",
                expected: "1.02 to 2.60",
                actual: volume.revision ?? "0",
                at: Place(offset: descriptor.offset + 240, length: 2, field: "domainIdentifier"),
                severity: .warning)
        }
        findings.report(
            "the logical volume is of the domain \(DisplayName(domain).escaped)",
            expected: "*OSTA UDF Compliant", actual: DisplayName(domain).escaped,
            at: Place(offset: descriptor.offset + 217, length: 23, field: "domainIdentifier"))
    }

    static var examples: [Example] {
        [
            .fires("another domain", .udf, at: "udf:lvd", 217) {
                for sequence in ["udf:lvd", "udf:reserve:lvd"] {
                    $0.set8(sequence, 218, 0x58)
                    $0.sealUDF(sequence)
                }
            },
            .fires("revision 9.99", .udf, at: "udf:lvd", 240, severity: .warning) {
                for sequence in ["udf:lvd", "udf:reserve:lvd"] {
                    $0.set16LE(sequence, 240, 0x0999)
                    $0.sealUDF(sequence)
                }
            },
            .passes("the domain of OSTA", .udf),
        ]
    }
}
