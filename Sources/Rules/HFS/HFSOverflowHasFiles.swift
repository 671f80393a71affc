import Bytes
import DiscModel
import FileSystems
import Specimens

/// Further extents belong to files that there are.
enum HFSOverflowHasFiles: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-extents-orphan",
        title: "Further extents belong to files that there are",
        rationale: """
            The extents take blocks for a file that is not in the catalog: it was deleted half, or its number is \
            wrong, and then another file ends too early.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("Extents Overflow File"))

    static let kinds: Set<HFSFault.Kind> = [.overflowOrphan]

    static func words(_ fault: HFSFault) -> String {
        "extents are recorded for file number \(fault.recorded), which the catalog does not have"
    }

    static var examples: [Example] {
        [
            .fires("extents of file number 999", .hfsPlusSplit, at: "hfs:extents:19", 0) {
                $0.set32BE("hfs:extents:19", 4, 999)
            },
            .passes("blocks that a wrapper keeps from others", .hfsWrapped),
        ]
    }
}
