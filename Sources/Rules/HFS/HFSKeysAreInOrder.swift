import Bytes
import DiscModel
import FileSystems
import Specimens

/// The records of the catalog are in the order of their folders.
enum HFSKeysAreInOrder: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-key-order",
        title: "The records of the catalog are in the order of their folders",
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

    static let kinds: Set<HFSFault.Kind> = [.keyOrder]

    static func words(_ fault: HFSFault) -> String {
        "a record of the catalog belongs to folder number \(fault.recorded), and the one before it to \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("a file of an earlier folder", .hfsPlus, at: "hfs:key:/tune", 2) {
                $0.set32BE("hfs:key:/tune", 2, 1)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
