import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every folder counts what it holds.
enum HFSFoldersAreCounted: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-catalog-valence",
        title: "Every folder counts what it holds",
        rationale: """
            Linux and macOS tell the number without reading the folder, and macOS does not delete a folder \
            that does not say to be empty. Where it is more than there is, files have gone.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that \
            can be read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("Catalog File"))

    static let kinds: Set<HFSFault.Kind> = [.valence]

    static func words(_ fault: HFSFault) -> String {
        "\(subject(fault)) has \(fault.recorded) as the number of its files and folders, and the catalog has \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("nine things in a folder of one", .hfsPlus, at: "hfs:record:/docs", 4) {
                $0.set32BE("hfs:record:/docs", 4, 9)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
