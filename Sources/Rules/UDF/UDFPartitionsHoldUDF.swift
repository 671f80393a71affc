import Bytes
import DiscModel
import FileSystems
import Specimens

/// The partition is announced as the volume is.
enum UDFPartitionsHoldUDF: Rule {
    static let card = RuleCard(
        id: "udf-partition-contents",
        title: "The partition is announced as the volume is",
        rationale: """
            The recognition sequence and the partition name the same standard. Windows mounts no volume where \
            they differ.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written so: \
            copy its files to a new one.
            """,
        severity: .warning,
        clause: .ecma167("3/10.5.4"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let announced = volume.recognition.first(where: { $0.name.hasPrefix("NSR") })?.name else {
            return
        }
        // That the announcement does not fit the revision is a finding of its own.
        let revision = volume.logicalVolume?[UDFLogicalVolume.revision] ?? 0
        guard revision == 0 || (revision >= 0x0200) == (announced == "NSR03") else { return }
        for partition in volume.main.all(.partition) {
            let contents = Record.text(
                partition[UDFPartition.contents].dropFirst().prefix(23).prefix { $0 != 0 })
            guard contents != "+" + announced else { continue }
            findings.report(
                "the partition is said to hold \(DisplayName(contents).escaped), and the volume is announced as \(announced)",
                expected: "+" + announced, actual: DisplayName(contents).escaped,
                at: Place(offset: partition.offset + 25, length: 23, field: "partitionContents"))
        }
    }

    static var examples: [Example] {
        [
            .fires("the standard of another revision", .udf, at: "udf:pd", 25) {
                $0.alterBoth("udf:pd") { $0.set8($1, 29, 0x32) }
            },
            .passes("one standard", .udf),
        ]
    }
}
