import Bytes
import DiscModel
import FileSystems
import Specimens

/// Blocks that are marked as used are used by something.
enum HFSMarkedBlocksAreUsed: Rule {
    static let card = RuleCard(
        id: "hfs-bitmap-leak",
        title: "Blocks that are marked as used are used by something",
        rationale: """
            The space is lost to whoever writes, and may hold a file that was deleted half. Programs that make \
            hybrid discs mark what belongs to other file systems, which is right.
            """,
        remedy: """
            Nothing needs to be done to read the volume.
            """,
        severity: .note,
        clause: .tn1150("Allocation File"))

    static func weigh(_ volume: HFSFacts, in disc: Disc, _ findings: inout Findings) {
        guard let found = volume.usedByNothing, disc.iso == nil, volume.gaps.isEmpty else { return }
        findings.report(
            "\(found.count.of("block")) that nothing uses \(found.count == 1 ? "is" : "are") marked as used by the bitmap, first block \(found.block)",
            expected: "bits of 0", actual: "1",
            at: Place(offset: found.byte, length: 1, tree: volume.tree.kind, field: "volume bitmap"))
    }

    static var examples: [Example] {
        [
            .fires("eight blocks", .hfsPlus, at: "hfs:bitmap", 5) { $0.set8("hfs:bitmap", 5, 0xFF) },
            .passes("a volume of HFS", .hfsClassic),
        ]
    }
}
