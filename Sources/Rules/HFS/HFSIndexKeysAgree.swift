import Bytes
import DiscModel
import FileSystems
import Specimens

/// An index has the first key of each node that it leads to.
enum HFSIndexKeysAgree: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-index-key",
        title: "An index has the first key of each node that it leads to",
        rationale: """
            A file is found by the index: Linux and macOS look for it in the node whose key comes last before its \
            own. Where that of the index comes too late, the first files of the node are not found, although a list \
            of the folder shows them.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("B-Trees"))

    static let kinds: Set<HFSFault.Kind> = [.indexKey, .indexKeyHides]

    static func words(_ fault: HFSFault) -> String {
        "the index of the \(subject(fault).dropFirst(4)) has the key \(fault.recorded) for a node that begins with \(fault.found)"
    }

    static func severity(_ fault: HFSFault) -> Severity? { fault.kind == .indexKeyHides ? .error : nil }

    static var examples: [Example] {
        [
            .fires("a key that comes too late", .hfsPlus, at: "hfs:index-key#2", 0, severity: .error) {
                $0.set32BE("hfs:index-key#2", 2, 99)
            },
            .fires("a key that comes too early", .hfsPlus, at: "hfs:index-key#2", 0) {
                $0.set32BE("hfs:index-key#2", 2, 1)
            },
            .passes("a tree of three levels", .hfsClassicDeep),
        ]
    }
}
