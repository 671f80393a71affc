import Bytes
import DiscModel
import FileSystems
import Specimens

/// The block size of the volume is that by which its anchors are found.
enum UDFBlockSizesAgree: Rule {
    static let card = RuleCard(
        id: "udf-lvd-block-size",
        title: "The block size of the volume is that by which its anchors are found",
        rationale: """
            All places are counted in blocks. Linux refuses a volume whose block size is not that of its \
            anchors.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, the disc was written \
            so: copy its files to a new one.
            """,
        severity: .error,
        clause: .udf("2.2.4.2"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let descriptor = volume.logicalVolume else { return }
        let recorded = UInt64(descriptor[UDFLogicalVolume.blockSize])
        guard recorded != volume.blockSize else { return }
        findings.report(
            "the logical volume has blocks of \(recorded.of("byte")), and its anchors stand where blocks have \(volume.blockSize)",
            expected: "\(volume.blockSize)", actual: "\(recorded)",
            at: Place(offset: descriptor.offset + 212, length: 4, field: "logicalBlockSize"))
    }

    static var examples: [Example] {
        [
            .fires("blocks of 4096 bytes", .udf, at: "udf:lvd", 212) {
                for sequence in ["udf:lvd", "udf:reserve:lvd"] {
                    $0.set32LE(sequence, 212, 4_096)
                    $0.sealUDF(sequence)
                }
            },
            .passes("blocks of 2048 bytes", .udf),
        ]
    }
}
