import Bytes
import DiscModel
import FileSystems
import Specimens

/// The volume does not say that it is damaged.
enum HFSIsConsistent: Rule {
    static let card = RuleCard(
        id: "hfs-inconsistent",
        title: "The volume does not say that it is damaged",
        rationale: """
            A program found damage in the volume, or had it mounted for writing when the image was made. macOS \
            checks and repairs the volume before it mounts it.
            """,
        remedy: """
            Make the image again from a volume that was unmounted; else check a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("Volume Header"))

    static func weigh(_ volume: HFSFacts, in _: Disc, _ findings: inout Findings) {
        let header = volume.header
        guard header.isInconsistent else { return }
        findings.report(
            "the \(header.name) says that the volume is inconsistent", expected: "bit 11 clear",
            actual: "attributes \(header.attributes)", at: header.attributesPlace)
    }

    static var examples: [Example] {
        [
            .fires("the bit set", .hfsPlus, at: "hfs:header", 4) { $0.set32BE("hfs:header", 4, 0x900) },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
