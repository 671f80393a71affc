import Bytes
import DiscModel
import FileSystems
import Specimens

/// A volume descriptor sequence has sixteen blocks or more.
enum UDFSequencesAreLongEnough: Rule {
    static let card = RuleCard(
        id: "udf-vds-length",
        title: "A volume descriptor sequence has sixteen blocks or more",
        rationale: """
            So many are reserved so that descriptors can be added. Readers that count on them look behind the \
            end.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("3/8.4.2.2"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        for (sequence, name) in [(volume.main, "main"), (volume.reserve, "reserve")] where sequence.length > 0
        {
            let count = UInt64(sequence.length) / volume.blockSize
            guard count < 16, let anchor = volume.anchors.first else { continue }
            findings.report(
                "the \(name) sequence has \(count.of("block"))", expected: "16 or more", actual: "\(count)",
                at: Place(offset: anchor.offset + (name == "main" ? 16 : 24), length: 4, field: "anchor"))
        }
    }

    static var examples: [Example] {
        [
            .fires("eight blocks", .udf, at: "udf:anchor", 16) {
                for mark in ["udf:anchor", "udf:anchor#2", "udf:anchor#3"] {
                    $0.set32LE(mark, 16, 8 * .sector)
                    $0.sealUDF(mark)
                }
            },
            .passes("sixteen blocks", .udf),
        ]
    }
}
