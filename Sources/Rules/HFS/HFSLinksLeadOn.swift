import Bytes
import DiscModel
import FileSystems
import Specimens

/// The leaves of a tree lead to one another, each once.
enum HFSLinksLeadOn: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-links",
        title: "The leaves of a tree lead to one another, each once",
        rationale: """
            Linux and macOS follow these links to list folders. Where they lead back or out of the tree, the \
            files behind are lost, and careless programs never come to an end.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("B-Trees"))

    static let kinds: Set<HFSFault.Kind> = [.nodeLoop, .nodeOutside, .firstLeaf, .forwardLink]

    static func words(_ fault: HFSFault) -> String {
        "a link of the \(subject(fault).dropFirst(4)) leads to \(fault.recorded); expected \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a leaf that leads to itself", .hfsPlus, at: "hfs:leaf", 0) {
                $0.set32BE("hfs:leaf", 0, 1)
            },
            .fires("a leaf behind the end", .hfsPlus, at: "hfs:leaf", 0) {
                $0.set32BE("hfs:leaf", 0, 5_000)
            },
            .fires("a tree that begins with its second leaf", .hfsPlus, at: "hfs:catalog", 24) {
                $0.set32BE("hfs:catalog", 24, 2)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
