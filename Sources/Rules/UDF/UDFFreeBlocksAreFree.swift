import Bytes
import DiscModel
import FileSystems
import Specimens

/// No block in use is free by the bitmap of the partition.
enum UDFFreeBlocksAreFree: Rule {
    static let card = RuleCard(
        id: "udf-space-bitmap-used-free",
        title: "No block in use is free by the bitmap of the partition",
        rationale: """
            Whoever writes to the volume next takes blocks that are free, and overwrites the files that lie \
            there.
            """,
        remedy: """
            Write nothing to the volume; copy its files to a new one.
            """,
        severity: .error,
        clause: .ecma167("4/14.12"))

    static func weigh(_ volume: UDFFacts, in _: Disc, _ findings: inout Findings) {
        guard let found = volume.usedThoughFree, let bitmap = volume.bitmap else { return }
        findings.report(
            "\(found.count.of("block")) in use \(found.count == 1 ? "is" : "are") free by the space bitmap, first block \(found.first - bitmap.start) of the partition",
            expected: "bits of 0", actual: "1",
            at: Place(
                offset: bitmap.descriptor.offset + 24 + (found.first - bitmap.start) / 8, length: 1,
                field: "space bitmap"))
    }

    static var examples: [Example] {
        [
            .fires("all blocks free", .udfRewritable, at: "udf:bitmap", 24) {
                $0.fill("udf:bitmap", 24, count: 16, with: 0xFF)
            },
            .passes("bits that are true", .udfRewritable),
        ]
    }
}
