import Bytes
import DiscModel
import FileSystems
import Specimens

/// A volume descriptor sequence ends with a terminating descriptor.
enum UDFSequencesEnd: Rule {
    static let card = RuleCard(
        id: "udf-vds-terminated",
        title: "A volume descriptor sequence ends with a terminating descriptor",
        rationale: """
            Without it readers go on to the end of the extent, and may take what is left there from an earlier \
            volume.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("3/8.4.2"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        for (sequence, name) in [(volume.main, "main"), (volume.reserve, "reserve")] {
            guard !sequence.isTerminated, let last = sequence.descriptors.last else { continue }
            findings.report(
                "the \(name) sequence ends behind \(last.name) without a terminating descriptor",
                expected: "a terminating descriptor",
                at: Place(offset: last.offset, length: volume.blockSize, field: last.kind?.inWords))
        }
    }

    static var examples: [Example] {
        [
            .fires("a terminator that was wiped", .udf, at: "udf:usd", 0) {
                $0.fill("udf:td", count: 512, with: 0)
            },
            .passes("sequences that end", .udf),
        ]
    }
}
