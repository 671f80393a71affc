import Bytes
import DiscModel
import FileSystems
import Specimens

/// The links of the leaves agree in both directions.
enum HFSLinksAgree: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-links-back",
        title: "The links of the leaves agree in both directions",
        rationale: """
            Each leaf names the one before it, and the header the last one. Programs that write use both; \
            fsck_hfs calls a tree damaged in which they differ.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("B-Trees"))

    static let kinds: Set<HFSFault.Kind> = [.backLink, .lastLeaf, .indexLink]

    static func words(_ fault: HFSFault) -> String {
        let tree = subject(fault).dropFirst(4)
        return switch fault.kind {
        case .lastLeaf:
            "the header of the \(tree) has \(fault.recorded) as its last leaf, and the last is \(fault.found)"
        case .backLink:
            "a leaf of the \(tree) has \(fault.recorded) before it, and the links lead to it from \(fault.found)"
        default:
            "a node in the index of the \(tree) names node \(fault.recorded) beside it; expected node \(fault.found)"
        }
    }

    static var examples: [Example] {
        [
            .fires("another leaf before", .hfsPlus, at: "hfs:leaf#2", 4) {
                $0.set32BE("hfs:leaf#2", 4, 9)
            },
            .fires("another last leaf", .hfsPlus, at: "hfs:catalog", 28) {
                $0.set32BE("hfs:catalog", 28, 1)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
