import Bytes
import DiscModel
import FileSystems
import Specimens

/// The index of a tree leads to every leaf.
enum HFSLeavesAreIndexed: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-index-leaf",
        title: "The index of a tree leads to every leaf",
        rationale: """
            A list of a folder goes from leaf to leaf, but a file is found by the index: Linux and macOS show the \
            files of such a leaf and cannot open them.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("B-Trees"))

    static let kinds: Set<HFSFault.Kind> = [.leafNotIndexed]

    static func words(_ fault: HFSFault) -> String {
        "no index of the \(subject(fault).dropFirst(4)) leads to \(fault.recorded), which the leaf before it names as the next"
    }

    static var examples: [Example] {
        [
            .fires("an index of one leaf", .hfsPlus, at: "hfs:leaf", 0) { $0.set16BE("hfs:index", 10, 1) },
            .passes("a tree of three levels", .hfsPlusDeep),
        ]
    }
}
