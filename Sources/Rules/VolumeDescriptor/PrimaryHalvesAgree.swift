import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every both-endian number of the primary descriptor, and of a volume partition descriptor, is the same number in both
/// recordings (ECMA-119, 7.2.3 and 7.3.3).
enum PrimaryHalvesAgree: Rule {
    static let card = RuleCard(
        id: "pvd-both-endian-mismatch",
        title: "Both recordings of each number in the primary descriptor agree",
        rationale: """
            Linux, isoinfo and xorriso read the little-endian half; isomd5sum, isolyzer and big-endian systems the other. \
            When they differ, one image shows two truths: sizes, block sizes or roots depend on who reads.
            """,
        remedy: "Make the image again; if it came over a network or from a disc, copy it again first.",
        severity: .error,
        clause: .ecma119("7.2.3, 7.3.3"))

    static func weigh(_ descriptor: VolumeDescriptor, in disc: Disc, _ findings: inout Findings) {
        guard descriptor.type != 2 else { return }
        DescriptorHalves.compare(descriptor, in: disc, &findings)
    }

    static var examples: [Example] {
        [
            .fires(
                "the big-endian half of the volume space size changed", .plain, at: "pvd",
                VolumeDescriptor.volumeSpaceSize
            ) {
                $0.set(VolumeDescriptor.volumeSpaceSize.big, of: "pvd", 11)
            },
            .fires(
                "the little-endian half of the block size changed", .plain, at: "pvd",
                VolumeDescriptor.logicalBlockSize
            ) {
                $0.set(VolumeDescriptor.logicalBlockSize.little, of: "pvd", 1024)
            },
            .passes("both halves agree", .plain),
            .passes("only the Joliet descriptor differs", .joliet) {
                $0.set(VolumeDescriptor.volumeSpaceSize.big, of: "svd", 11)
            },
        ]
    }
}
