import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every node is of the kind that belongs there, and its records lie in it.
enum HFSNodesAreWhole: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-node",
        title: "Every node is of the kind that belongs there, and its records lie in it",
        rationale: """
            Linux and macOS read a folder leaf by leaf. They stop with an error at a leaf that says to be \
            something else or whose records cannot be told apart, and show nothing of what follows.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("B-Trees"))

    static let kinds: Set<HFSFault.Kind> = [.nodeKind, .nodeOffsets, .keyLength]

    static func words(_ fault: HFSFault) -> String {
        "a node of the \(subject(fault).dropFirst(4)) says \(fault.recorded) where \(fault.found) belongs"
    }

    static var examples: [Example] {
        [
            .fires("a leaf that says to be an index", .hfsPlus, at: "hfs:leaf", 8) {
                $0.set8("hfs:leaf", 8, 0)
            },
            .fires("records from byte 600", .hfsPlus, at: "hfs:leaf", 1_022) {
                $0.set16BE("hfs:leaf", 1_022, 600)
            },
            .fires("a key longer than its record", .hfsPlus, at: "hfs:key:/tune", 0) {
                $0.set16BE("hfs:key:/tune", 0, 900)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
