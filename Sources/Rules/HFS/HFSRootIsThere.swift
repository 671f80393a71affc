import Bytes
import DiscModel
import FileSystems
import Specimens

/// The catalog has a root folder.
enum HFSRootIsThere: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-catalog-root",
        title: "The catalog has a root folder",
        rationale: """
            Everything lies below the folder of number 2. Linux mounts no volume without it, and neither does macOS.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("Catalog File"))

    static let kinds: Set<HFSFault.Kind> = [.noRoot]

    static func words(_ fault: HFSFault) -> String {
        "the catalog has no folder of number 2, which is the root"
    }

    static var examples: [Example] {
        [
            .fires("a root of number 99", .hfsPlus, at: "hfs:header", 272) {
                $0.set32BE("hfs:record:/", 8, 99)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
