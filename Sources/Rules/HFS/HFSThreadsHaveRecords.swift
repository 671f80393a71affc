import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every number that leads to a name has a file or folder.
enum HFSThreadsHaveRecords: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-catalog-thread-orphan",
        title: "Every number that leads to a name has a file or folder",
        rationale: """
            The record leads to a name that is not in the catalog: the file that had the number is gone, or its \
            record was overwritten.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("Catalog File"))

    static let kinds: Set<HFSFault.Kind> = [.threadOrphan]

    static func words(_ fault: HFSFault) -> String {
        "number \(fault.recorded) leads to the \(fault.found), which has no record"
    }

    static var examples: [Example] {
        [
            .fires("a thread to nothing", .hfs { $0.strayThreads = [90] }, at: "hfs:thread:stray", 0),
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
