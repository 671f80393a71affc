import Bytes
import DiscModel
import FileSystems
import Specimens

/// No block in use is free by the bitmap.
enum HFSUsedBlocksAreMarked: Rule {
    static let card = RuleCard(
        id: "hfs-bitmap-used-free",
        title: "No block in use is free by the bitmap",
        rationale: """
            Whoever writes to the volume next takes blocks that are free, and overwrites the files that lie \
            there: so do Linux and macOS.
            """,
        remedy: """
            Write nothing to the volume; copy its files to a new one.
            """,
        severity: .error,
        clause: .tn1150("Allocation File"),
        exemptions: [HFSFacts.libisofs])

    static func weigh(_ volume: HFSFacts, in _: Disc, _ findings: inout Findings) {
        guard let found = volume.usedThoughFree else { return }
        findings.report(
            "\(found.count.of("block")) in use \(found.count == 1 ? "is" : "are") free by the bitmap, first block \(found.block)",
            expected: "bits of 1", actual: "0",
            at: Place(offset: found.byte, length: 1, field: "volume bitmap"),
            severity: volume.lacksLastByte ? .note : nil,
            exempt: volume.lacksLastByte ? HFSFacts.libisofs : nil)
    }

    static var examples: [Example] {
        [
            .fires("blocks 0 to 31 free", .hfsPlus, at: "hfs:bitmap", 0) {
                $0.fill("hfs:bitmap", 0, count: 4, with: 0)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
