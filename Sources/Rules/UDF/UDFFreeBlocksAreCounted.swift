import Bytes
import DiscModel
import FileSystems
import Specimens

/// The integrity descriptor counts the free blocks as the bitmap has them.
enum UDFFreeBlocksAreCounted: Rule {
    static let card = RuleCard(
        id: "udf-lvid-free",
        title: "The integrity descriptor counts the free blocks as the bitmap has them",
        rationale: """
            The count is what systems show as free space. Where it differs from the bitmap, the volume was not \
            closed well, or one of them was damaged.
            """,
        remedy: """
            Copy the files to a new volume; udfinfo and the Linux kernel log tell what they make of this one.
            """,
        severity: .warning,
        clause: .ecma167("3/10.10.7"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let bitmap = volume.bitmap, let last = volume.integrity.last, last[UDFIntegrity.type] == 1,
            last[UDFIntegrity.partitionCount] > 0, bitmap.recordedBits == bitmap.blocks
        else { return }
        let recorded = UInt64(last.record.u32le(UDFIntegrity.tables))
        guard recorded != UInt64(UInt32.max), recorded != bitmap.free else { return }
        findings.report(
            "the integrity descriptor counts \(recorded.of("free block")), and the space bitmap has \(bitmap.free)",
            expected: "\(bitmap.free)", actual: "\(recorded)",
            at: Place(offset: last.offset + 80, length: 4, field: "freeSpaceTable"))
    }

    static var examples: [Example] {
        [
            .fires("another count", .udfRewritable, at: "udf:lvid", 80) {
                $0.set32LE("udf:lvid", 80, 1)
                $0.sealUDF("udf:lvid")
            },
            .passes("a count that agrees", .udfRewritable),
        ]
    }
}
