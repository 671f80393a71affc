import Bytes
import DiscModel
import FileSystems
import Specimens

/// The header of a tree counts the nodes that are free by its map.
enum HFSFreeNodesAreCounted: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-free-nodes",
        title: "The header of a tree counts the nodes that are free by its map",
        rationale: """
            Whoever adds files asks the count whether the tree has room. fsck_hfs compares it with the map, and \
            calls a tree damaged in which they differ.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("B-Trees"))

    static let kinds: Set<HFSFault.Kind> = [.freeNodes]

    static func words(_ fault: HFSFault) -> String {
        "the header of the \(subject(fault).dropFirst(4)) counts \(fault.recorded) free nodes, and its map has \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("seven free nodes", .hfsPlus, at: "hfs:catalog", 40) { $0.set32BE("hfs:catalog", 40, 7) },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
