import Bytes
import DiscModel
import FileSystems
import Specimens

/// The volume says that it was unmounted.
enum HFSWasUnmounted: Rule {
    static let card = RuleCard(
        id: "hfs-not-unmounted",
        title: "The volume says that it was unmounted",
        rationale: """
            The medium was pulled, or the image made, while the volume was mounted for writing: what had not been \
            written yet is missing. Linux then mounts it read-only, and macOS checks it first.
            """,
        remedy: """
            Make the image again from a volume that was unmounted; else check a copy with fsck.hfsplus.
            """,
        severity: .warning,
        clause: .tn1150("Volume Header"))

    static func weigh(_ volume: HFSFacts, in _: Disc, _ findings: inout Findings) {
        let header = volume.header
        // Linux sets the other bit at the same time.
        guard !header.wasUnmounted, !header.isInconsistent else { return }
        findings.report(
            "the \(header.name) says that the volume was not unmounted", expected: "bit 8 set",
            actual: "attributes \(header.attributes)", at: header.attributesPlace)
    }

    static var examples: [Example] {
        [
            .fires("no attributes", .hfsPlus, at: "hfs:header", 4) { $0.set32BE("hfs:header", 4, 0) },
            .fires("no attributes of HFS", .hfsClassic, at: "hfs:header", 10) {
                $0.set16BE("hfs:header", 10, 0)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
