import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every both-endian number of a supplementary or enhanced descriptor is the same number in both recordings
/// (ECMA-119, 7.2.3, 7.3.3 and 8.5).
enum SupplementaryHalvesAgree: Rule {
    static let card = RuleCard(
        id: "joliet-both-endian",
        title: "Both recordings of each number in a supplementary descriptor agree",
        rationale: """
            Windows and most desktop programs read the Joliet tree rather than the primary one. When the two recordings of \
            a number differ, the files they show depend on which half the program takes; pycdlib refuses the image.
            """,
        remedy: "Make the image again; if it came over a network or from a disc, copy it again first.",
        severity: .error,
        clause: .ecma119("8.5"))

    static func weigh(_ descriptor: VolumeDescriptor, in disc: Disc, _ findings: inout Findings) {
        guard descriptor.type == 2 else { return }
        DescriptorHalves.compare(descriptor, in: disc, &findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "the big-endian half of Joliet's path table size changed", .joliet, at: "svd",
                VolumeDescriptor.pathTableSize
            ) {
                $0.set(VolumeDescriptor.pathTableSize.big, of: "svd", 11)
            },
            .fires(
                "the root's sequence number changed in the enhanced descriptor", .enhanced, at: "evd",
                VolumeDescriptor.root(DirectoryRecord.sequence)
            ) {
                $0.set(VolumeDescriptor.root(DirectoryRecord.sequence).little, of: "evd", 2)
            },
            .passes("both halves agree", .joliet),
            .passes("only the primary descriptor differs", .joliet) {
                $0.set(VolumeDescriptor.volumeSpaceSize.big, of: "pvd", 11)
            },
        ]
    }
}
