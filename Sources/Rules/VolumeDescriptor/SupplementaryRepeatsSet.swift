import Bytes
import DiscModel
import FileSystems
import Specimens

/// A supplementary descriptor describes the same volume as the primary one: same set, same place in it, same blocks
/// (ECMA-119, 8.5 with 8.4.10 to 8.4.12).
enum SupplementaryRepeatsSet: Rule {
    static let card = RuleCard(
        id: "vd-supplementary-differs",
        title: "Supplementary descriptors repeat set size, number and block size of the primary",
        rationale: """
            Set size, sequence number and block size belong to the volume, not to one of its trees. Where the descriptors \
            disagree, programs that read Joliet compute other places than those that read the primary tree. The volume \
            space size may differ: xorriso leaves appended partitions out of it.
            """,
        remedy: "Make the image again; if it was copied, compare it with its source first.",
        severity: .warning,
        clause: .ecma119("8.5, 8.4.10-8.4.12"))

    static func weigh(_ descriptor: VolumeDescriptor, in disc: Disc, _ findings: inout Findings) {
        guard descriptor.type == 2, let primary = disc.iso?.primary else { return }
        func check(_ field: Field<BothEndian<UInt16>>) {
            let (ours, theirs) = (descriptor[field].read, primary[field].read)
            guard ours != theirs else { return }
            findings.report(
                "the \(field.name.spelledOut) of the \(descriptor.name) is \(ours), of the primary descriptor \(theirs)",
                expected: "\(theirs)", actual: "\(ours)", at: descriptor.place(field),
                causedBy: descriptor.causeInHalves(of: field.name) ?? primary.causeInHalves(of: field.name))
        }
        check(VolumeDescriptor.volumeSetSize)
        check(VolumeDescriptor.volumeSequenceNumber)
        check(VolumeDescriptor.logicalBlockSize)
    }

    static var examples: [Example] {
        [
            .fires("Joliet says volume 2 of 2", .joliet, at: "svd", VolumeDescriptor.volumeSetSize) {
                $0.set(VolumeDescriptor.volumeSetSize, of: "svd", 2)
                $0.set(VolumeDescriptor.volumeSequenceNumber, of: "svd", 2)
            },
            .passes("all equal", .everything),
            .passes("only the volume space size differs", .joliet) {
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "svd", 60)
            },
        ]
    }
}
