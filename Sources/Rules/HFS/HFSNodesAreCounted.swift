import Bytes
import DiscModel
import FileSystems
import Specimens

/// The header of a tree counts the nodes that its file has room for.
enum HFSNodesAreCounted: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-total-nodes",
        title: "The header of a tree counts the nodes that its file has room for",
        rationale: """
            Linux reads no node behind the number in the header, and reports an error for the files in it. Where the \
            number is too large, whoever writes puts nodes behind the end of the file.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("B-Trees"))

    static let kinds: Set<HFSFault.Kind> = [.totalNodes]

    static func words(_ fault: HFSFault) -> String {
        "the header of the \(subject(fault).dropFirst(4)) counts \(fault.recorded) nodes, and its file has room for \(fault.found)"
    }

    static func severity(_ fault: HFSFault) -> Severity? {
        (UInt64(fault.recorded) ?? 0) < (UInt64(fault.found.prefix(while: \.isNumber)) ?? 0) ? .error : nil
    }

    static var examples: [Example] {
        [
            .fires("two nodes", .hfsPlus, at: "hfs:catalog", 36, severity: .error) {
                $0.set32BE("hfs:catalog", 36, 2)
            },
            .fires("ninety nodes", .hfsPlus, at: "hfs:catalog", 36) {
                $0.set32BE("hfs:catalog", 36, 90)
            },
            .fires(
                "a file that ends within its last node", .hfsPlus, at: "hfs:catalog", 36,
                message:
                    "the header of the catalog counts 4 nodes, and its file has room for 3 and a part of one"
            ) {
                let length = $0.get32BE("hfs:header", 276)
                $0.set32BE("hfs:header", 276, length - 100)
            },
            .passes("a tree of three levels", .hfsClassicDeep),
        ]
    }
}
