import Bytes
import DiscModel
import FileSystems
import Specimens

/// The volume is one of those that its set has.
enum UDFVolumeIsOneOfItsSet: Rule {
    static let card = RuleCard(
        id: "udf-pvd-sequence",
        title: "The volume is one of those that its set has",
        rationale: """
            A volume with a number that its set does not have is asked for by nobody.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("3/10.1.6"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let primary = volume.prevailing(.primary) else { return }
        let number = primary[UDFPrimary.volumeSetSequenceNumber]
        let most = primary[UDFPrimary.maximumVolumeSequenceNumber]
        guard number == 0 || number > most else { return }
        findings.report(
            "the volume is said to be number \(number) of \(most)", expected: "1 to \(max(1, most))",
            actual: "\(number)",
            at: Place(offset: primary.offset + 56, length: 2, field: "volumeSequenceNumber"))
    }

    static var examples: [Example] {
        [
            .fires("number 3 of 1", .udf, at: "udf:pvd", 56) {
                $0.alterBoth("udf:pvd") { $0.set16LE($1, 56, 3) }
            },
            .passes("number 1 of 1", .udf),
        ]
    }
}
