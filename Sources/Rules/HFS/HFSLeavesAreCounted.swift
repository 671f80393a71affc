import Bytes
import DiscModel
import FileSystems
import Specimens

/// The header of a tree counts the records of its leaves.
enum HFSLeavesAreCounted: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-leaf-count",
        title: "The header of a tree counts the records of its leaves",
        rationale: """
            fsck_hfs compares the count with the leaves, and calls a tree damaged in which they differ: \
            records have gone, or the header is wrong.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("B-Trees"))

    static let kinds: Set<HFSFault.Kind> = [.leafCount]

    static func words(_ fault: HFSFault) -> String {
        "the header of the \(subject(fault).dropFirst(4)) has \(fault.recorded) as the number of its records, and its leaves have \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("99 records", .hfsPlus, at: "hfs:catalog", 20) {
                $0.set32BE("hfs:catalog", 20, 99)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
