import Bytes
import DiscModel
import FileSystems
import Specimens

/// Main and reserve sequence lie apart.
enum UDFSequencesLieApart: Rule {
    static let card = RuleCard(
        id: "udf-vds-overlap",
        title: "Main and reserve sequence lie apart",
        rationale: """
            The reserve is there for the case that the main sequence is lost. Where both lie in the same blocks, \
            one scratch takes both.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written so: \
            copy its files to a new one.
            """,
        severity: .warning,
        clause: .ecma167("3/8.4.2"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        func range(_ sequence: UDFSequence) -> Range<UInt64> {
            let start = UInt64(sequence.block)
            return start..<start + max(1, UInt64(sequence.length) / volume.blockSize)
        }
        guard volume.main.length > 0, volume.reserve.length > 0,
            range(volume.main).overlaps(range(volume.reserve))
        else { return }
        findings.report(
            "the main sequence begins in block \(volume.main.block), and the reserve in block \(volume.reserve.block), within it",
            expected: "blocks of its own",
            at: volume.anchors.first.map { Place(offset: $0.offset + 24, length: 8, field: "reserveExtent") }
                ?? Place(field: "anchor"))
    }

    static var examples: [Example] {
        [
            .fires("the reserve is the main sequence", .udf, at: "udf:anchor", 24) {
                for anchor in ["udf:anchor", "udf:anchor#2", "udf:anchor#3"] {
                    $0.set32LE(anchor, 28, $0.get32LE(anchor, 20))
                    $0.sealUDF(anchor)
                }
            },
            .passes("sequences of their own", .udf),
        ]
    }
}
