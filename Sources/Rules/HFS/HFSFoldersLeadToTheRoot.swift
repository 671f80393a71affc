import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every file and folder lies in a folder that leads to the root.
enum HFSFoldersLeadToTheRoot: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-catalog-parent",
        title: "Every file and folder lies in a folder that leads to the root",
        rationale: """
            What belongs to a folder that is not there is shown by no system, although it takes space.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .error,
        clause: .tn1150("Catalog File"))

    static let kinds: Set<HFSFault.Kind> = [.noParent]

    static func words(_ fault: HFSFault) -> String {
        "\(subject(fault)) belongs to folder number \(fault.recorded), which is not there or leads not to the root"
    }

    static var examples: [Example] {
        [
            .fires("a file in a file", .hfsPlus, at: "hfs:record:/docs/manual.txt", 0) {
                $0.set32BE("hfs:key:/docs/manual.txt", 2, 17)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
