import Bytes
import DiscModel
import FileSystems
import Specimens

/// Extended attributes belong to files that there are.
enum HFSAttributesHaveFiles: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-attribute-orphan",
        title: "Extended attributes belong to files that there are",
        rationale: """
            The attribute is of a file that is not in the catalog: it was deleted half, or its number is wrong, and \
            then a compressed file has lost its content.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("Attributes File"))

    static let kinds: Set<HFSFault.Kind> = [.attributeOrphan]

    static func words(_ fault: HFSFault) -> String {
        "an extended attribute belongs to file number \(fault.recorded), which the catalog does not have"
    }

    static var examples: [Example] {
        [
            .fires("an attribute of file number 999", .hfsPlusRich, at: "hfs:attribute:/small", 4) {
                $0.set32BE("hfs:attribute:/small", 4, 999)
            },
            .passes("attributes of files", .hfsPlusRich),
        ]
    }
}
