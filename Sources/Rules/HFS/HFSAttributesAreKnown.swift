import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every extended attribute is of a kind that there is.
enum HFSAttributesAreKnown: HFSFaultRule {
    static let card = RuleCard(
        id: "hfs-attribute-type",
        title: "Every extended attribute is of a kind that there is",
        rationale: """
            macOS reports an error for an attribute that it does not understand, and for the content of a compressed \
            file that is in it.
            """,
        remedy: """
            Copy the image again and compare it with another copy; if the fault stays, copy the files that can be \
            read to a new volume, or repair a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("Attributes File"))

    static let kinds: Set<HFSFault.Kind> = [.attributeType]

    static func words(_ fault: HFSFault) -> String {
        "an extended attribute has \(fault.recorded); there is \(fault.found)"
    }

    static var examples: [Example] {
        [
            .fires("an attribute of kind 9", .hfsPlusRich, at: "hfs:attribute:/small", 48) {
                $0.set32BE("hfs:attribute:/small", 48, 9)
            },
            .passes("attributes of files", .hfsPlusRich),
        ]
    }
}
