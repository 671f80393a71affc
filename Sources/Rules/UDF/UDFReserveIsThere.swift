import Bytes
import DiscModel
import FileSystems
import Specimens

/// There is a reserve volume descriptor sequence.
enum UDFReserveIsThere: Rule {
    static let card = RuleCard(
        id: "udf-vds-reserve-missing",
        title: "There is a reserve volume descriptor sequence",
        rationale: """
            The second copy is what saves a volume whose first was scratched. Where it is blank, the next bad \
            sector loses the volume.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("3/8.4.2.2"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let anchor = volume.anchors.first, volume.reserve.descriptors.isEmpty,
            !volume.main.descriptors.isEmpty
        else { return }
        findings.report(
            volume.reserve.length == 0
                ? "no anchor leads to a reserve sequence"
                : "the reserve sequence in block \(volume.reserve.block) holds no descriptor",
            expected: "the descriptors of the main sequence",
            at: Place(offset: anchor.offset + 24, length: 8, field: "anchor"))
    }

    static var examples: [Example] {
        [
            .fires("a reserve that was wiped", .udf, at: "udf:anchor", 24) {
                $0.fill("udf:reserve:pvd", count: 16 * .sector, with: 0)
            },
            .passes("two sequences", .udf),
        ]
    }
}
