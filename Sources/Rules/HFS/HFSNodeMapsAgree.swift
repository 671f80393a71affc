import Bytes
import DiscModel
import FileSystems
import Specimens

/// The map of a tree marks the nodes that are in use.
enum HFSNodeMapsAgree: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-node-map",
        title: "The map of a tree marks the nodes that are in use",
        rationale: """
            Whoever adds a file takes a node that is free by the map: Linux and macOS overwrite one that is in use, \
            with all files in it.
            """,
        remedy: """
            Write nothing to the volume; copy its files to a new one.
            """,
        severity: .error,
        clause: .tn1150("B-Trees"))

    static let kinds: Set<HFSFault.Kind> = [.usedNodeFree, .nodeLeak, .mapShort]

    static func words(_ fault: HFSFault) -> String {
        let tree = subject(fault).dropFirst(4)
        return switch fault.kind {
        case .mapShort:
            "the map of the \(tree) has bits for \(fault.recorded) nodes, and there are \(fault.found)"
        case .nodeLeak:
            "\(fault.recorded) of the \(tree) that nothing leads to, marked as used by its map, first \(fault.found)"
        default: "\(fault.recorded) of the \(tree) in use, free by its map, first \(fault.found)"
        }
    }

    static func severity(_ fault: HFSFault) -> Severity? { fault.kind == .nodeLeak ? .note : nil }

    static var examples: [Example] {
        [
            .fires("all but the first node free", .hfsPlus, at: "hfs:catalog", 248) {
                $0.set8("hfs:catalog", 248, 0x80)
            },
            .fires("a used node that is none", .hfsPlus, at: "hfs:overflow", 248, severity: .note) {
                $0.set8("hfs:overflow", 248, 0xC0)
                $0.set32BE("hfs:overflow", 40, 0)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
