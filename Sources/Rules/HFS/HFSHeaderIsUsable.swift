import Bytes
import DiscModel
import FileSystems
import Specimens

/// The header of the volume is in its place.
enum HFSHeaderIsUsable: Rule {
    static let card = RuleCard(
        id: "hfs-header",
        title: "The header of the volume is in its place",
        rationale: """
            Linux and macOS mount no volume whose header has no version or size of blocks that there is. \
            isocheck reads on by the copy near the end.
            """,
        remedy: """
            Copy the image again; if the fault stays, write the copy of the header over the damaged one, in \
            a copy of the image.
            """,
        severity: .error,
        clause: .tn1150("Volume Header"))

    static func weigh(_ volume: HFSFacts, in _: Disc, _ findings: inout Findings) {
        guard volume.isReadByCopy else { return }
        findings.report(
            "the header of the \(volume.tree.kind.name) volume has no version or size of blocks that there is; its copy has",
            at: Place(offset: volume.headerOffset, length: 512, field: "volume header"))
    }

    static var examples: [Example] {
        [
            .fires("blocks of no bytes", .hfsPlus, at: "hfs:header", 0) {
                $0.set32BE("hfs:header", 40, 0)
            },
            .passes("a volume as it should be", .hfsPlus),
        ]
    }
}
