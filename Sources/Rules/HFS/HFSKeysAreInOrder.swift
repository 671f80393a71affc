import Bytes
import DiscModel
import FileSystems
import Specimens

/// The records of a tree are in the order of their keys.
enum HFSKeysAreInOrder: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-key-order",
        title: "The records of a tree are in the order of their keys",
        rationale: """
            A file is found by halving: Linux and macOS do not find one that stands at a wrong place, \
            although a list of the folder may show it.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("Catalog File"))

    static let kinds: Set<HFSFault.Kind> = [.keyOrder, .keyTwice]

    static func words(_ fault: HFSFault) -> String {
        let tree = subject(fault).dropFirst(4)
        return fault.kind == .keyTwice
            ? "the \(tree) has two records for \(fault.recorded)"
            : "the record of the \(tree) for \(fault.recorded) stands on the wrong side of that for \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a file of an earlier folder", .hfsPlus, at: "hfs:key:/tune", 2) {
                $0.set32BE("hfs:key:/tune", 2, 1)
            },
            .fires("a name that comes first", .hfsClassic, at: "hfs:key:/tune", 2) {
                $0.set8("hfs:key:/tune", 7, 0x41)
            },
            .passes("names with and without capitals", .hfsX),
        ]
    }
}
