import Bytes
import DiscModel
import FileSystems
import Specimens

/// Joliet and primary descriptor declare the same size of the volume (ECMA-119, 8.5.5).
enum JolietSizeMatches: Rule {
    static let card = RuleCard(
        id: "joliet-vss-differs",
        title: "Joliet and primary descriptor declare the same volume size",
        rationale: """
            Both describe the same volume. Two sizes mean that something was appended after one of them was written, as \
            xorriso does with appended partitions, or that one is damaged.
            """,
        remedy:
            "Nothing for images of xorriso with appended partitions; otherwise make or copy the image again.",
        severity: .note,
        clause: .ecma119("8.5.5"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        guard let iso = disc.iso, let primary = iso.primary else { return }
        for descriptor in iso.descriptors where descriptor.jolietLevel != nil {
            let (size, first) = (descriptor.volumeSpaceSize.read, primary.volumeSpaceSize.read)
            guard size != first else { continue }
            findings.report(
                "the Joliet descriptor declares \(size.of("block")), the primary one \(first)",
                expected: "\(first)",
                actual: "\(size)",
                at: descriptor.place(VolumeDescriptor.volumeSpaceSize).against(
                    primary.place(VolumeDescriptor.volumeSpaceSize),
                    as: ("Joliet descriptor", "primary descriptor")))
        }
    }

    static var examples: [Example] {
        [
            .fires("ten blocks less in Joliet", .joliet, at: "svd", VolumeDescriptor.volumeSpaceSize) {
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "svd", 10)
            },
            .passes("equal sizes", .joliet),
        ]
    }
}
