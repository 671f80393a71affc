import Bytes
import DiscModel
import FileSystems
import Specimens

/// A file counts the blocks that its extents have.
enum HFSForksAreCounted: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-fork-blocks",
        title: "A file counts the blocks that its extents have",
        rationale: """
            Free space is reckoned from the count when the file is deleted or grows. fsck_hfs calls a volume damaged \
            in which count and extents differ.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("Fork Data Structure"))

    static let kinds: Set<HFSFault.Kind> = [.forkBlocks]

    static func words(_ fault: HFSFault) -> String {
        "\(subject(fault)) says to take \(fault.recorded), and has \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("nine blocks", .hfsPlus, at: "hfs:record:/readme.txt", 0) {
                $0.set32BE("hfs:record:/readme.txt", 100, 9)
            },
            .passes("a file in ten extents", .hfsClassicSplit),
        ]
    }
}
