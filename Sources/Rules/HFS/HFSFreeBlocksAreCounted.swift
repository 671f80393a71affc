import Bytes
import DiscModel
import FileSystems
import Specimens

/// The header counts the blocks that are free by the bitmap.
enum HFSFreeBlocksAreCounted: Rule {
    static let card = RuleCard(
        id: "hfs-free-blocks",
        title: "The header counts the blocks that are free by the bitmap",
        rationale: """
            Programs tell free space by the count, and writers stop by it. Where it differs from the bitmap, \
            one of the two is wrong.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("Allocation File"),
        exemptions: [HFSFacts.libisofs])

    static func weigh(_ volume: HFSFacts, in _: Disc, _ findings: inout Findings) {
        guard let found = volume.freeBlocks, found != volume.header.freeBlocks else { return }
        let header = volume.header
        let place =
            header.isPlus ? header.place(HFSPlusHeader.freeBlocks) : header.place(HFSMaster.freeBlocks)
        findings.report(
            "the \(header.name) counts \(header.freeBlocks.of("free block")), and the bitmap has \(found)",
            expected: "\(found)", actual: "\(header.freeBlocks)", at: place,
            severity: volume.lacksLastByte ? .note : nil,
            exempt: volume.lacksLastByte ? HFSFacts.libisofs : nil)
    }

    static var examples: [Example] {
        [
            .fires("five free blocks", .hfsPlus, at: "hfs:header", 48) {
                $0.set32BE("hfs:header", 48, 5)
            },
            .fires("the last byte as libisofs leaves it", .hfsPlus, at: "hfs:header", 48, severity: .note) {
                $0.set("hfs:header", 8, Array("liso".utf8))
                $0.set32BE("hfs:header", 48, 0)
                $0.fill("hfs:bitmap", 0, count: 11, with: 0xFF)
                $0.set8("hfs:bitmap", 11, 0)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
