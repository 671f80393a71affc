import Bytes
import DiscModel
import FileSystems
import Specimens

/// A tree has as many levels of nodes as its header says.
enum HFSLevelsAreCounted: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-depth",
        title: "A tree has as many levels of nodes as its header says",
        rationale: """
            Linux goes down from the root by the number in the header, and reports an error at a node that says to \
            be of another level: no file is found.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("B-Trees"))

    static let kinds: Set<HFSFault.Kind> = [.depth, .nodeHeight]

    static func words(_ fault: HFSFault) -> String {
        let tree = subject(fault).dropFirst(4)
        return fault.kind == .depth
            ? "the header of the \(tree) counts \(fault.recorded) levels of nodes; expected \(fault.found)"
            : "a node of the \(tree) says to be of level \(fault.recorded), and the way from the root makes it \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("nine levels", .hfsPlus, at: "hfs:catalog", 14) {
                $0.set16BE("hfs:catalog", 14, 9)
            },
            .fires("a leaf of level 5", .hfsPlus, at: "hfs:leaf", 9) { $0.set8("hfs:leaf", 9, 5) },
            .passes("a tree of three levels", .hfsPlusDeep),
        ]
    }
}
