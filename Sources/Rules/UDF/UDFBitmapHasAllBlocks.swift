import Bytes
import DiscModel
import FileSystems
import Specimens

/// The space bitmap has a bit for every block of the partition.
enum UDFBitmapHasAllBlocks: Rule {
    static let card = RuleCard(
        id: "udf-space-bitmap-size",
        title: "The space bitmap has a bit for every block of the partition",
        rationale: """
            Blocks without a bit are free for some systems and used for others.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .error,
        clause: .ecma167("4/14.12.1"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let bitmap = volume.bitmap, bitmap.recordedBits != bitmap.blocks else { return }
        findings.report(
            "the space bitmap has \(bitmap.recordedBits.of("bit")), and the partition \(bitmap.blocks.of("block"))",
            expected: "\(bitmap.blocks)", actual: "\(bitmap.recordedBits)",
            at: Place(offset: bitmap.descriptor.offset + 16, length: 4, field: "numberOfBits"))
    }

    static var examples: [Example] {
        [
            .fires("ten bits", .udfRewritable, at: "udf:bitmap", 16) {
                $0.set32LE("udf:bitmap", 16, 10)
                $0.sealUDF("udf:bitmap")
            },
            .passes("all bits", .udfRewritable),
        ]
    }
}
