import Bytes
import DiscModel
import FileSystems
import Specimens

/// The catalog and the overflow file begin with the header of a tree.
enum HFSTreesHaveHeaders: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-btree-header",
        title: "The catalog and the overflow file begin with the header of a tree",
        rationale: """
            Whoever looks for a file starts at the header of the catalog. Without it Linux and macOS refuse \
            to mount the volume.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("B-Trees"))

    static let kinds: Set<HFSFault.Kind> = [.treeHeader]

    static func words(_ fault: HFSFault) -> String {
        "the \(fault.place.field?.split(separator: "/").first ?? "tree") begins with a \(fault.recorded)"
    }

    static var examples: [Example] {
        [
            .fires("a catalog without a header", .hfsPlus, at: "hfs:catalog", 0) {
                $0.set8("hfs:catalog", 8, 7)
            },
            .fires("nodes of 100 bytes", .hfsPlus, at: "hfs:catalog", 0) {
                $0.set16BE("hfs:catalog", 32, 100)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
