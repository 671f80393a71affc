import Bytes
import DiscModel
import FileSystems
import Specimens

/// A copy of the header stands near the end of the volume.
enum HFSAlternateIsThere: Rule {
    static let card = RuleCard(
        id: "hfs-alternate-missing",
        title: "A copy of the header stands near the end of the volume",
        rationale: """
            The copy is what a volume is repaired by. The HFS of a hybrid disc may lack it, which nothing will be repaired by.
            """,
        remedy: """
            Find out whether the image was cut; the volume itself can be read.
            """,
        severity: .warning,
        clause: .tn1150("Volume Header"))

    static func weigh(_ volume: HFSFacts, in disc: Disc, _ findings: inout Findings) {
        guard volume.alternate == nil, volume.header.isPlus || disc.iso == nil else { return }
        findings.report(
            "no copy of the header stands near the end of the \(volume.tree.kind.name) volume",
            at: volume.alternatePlace)
    }

    static var examples: [Example] {
        [
            .fires("a copy of zeros", .hfsPlus, at: "hfs:alternate", 0) {
                $0.fill("hfs:alternate", 0, count: 512, with: 0)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
