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
        for field in [
            VolumeDescriptor.volumeSetSize, VolumeDescriptor.volumeSequenceNumber,
            VolumeDescriptor.logicalBlockSize,
        ] {
            let (ours, theirs) = (descriptor[field].read, primary[field].read)
            guard ours != theirs else { continue }
            let (right, words) = ruling(field, [primary, descriptor], disc)
            let isPrimaryWrong = right == ours
            let (wrong, other) = isPrimaryWrong ? (primary, descriptor) : (descriptor, primary)
            findings.report(
                "the \(field.name.spelledOut) of the \(wrong.name) is \(wrong[field].read), of the \(other.name) \(other[field].read)\(words)",
                expected: right.map { "\($0)" } ?? "the same number twice",
                actual: right == nil ? "\(theirs) and \(ours)" : "\(wrong[field].read)",
                at: wrong.place(field),
                causedBy: descriptor.causeInHalves(of: field.name) ?? primary.causeInHalves(of: field.name))
        }
    }

    /// Which of two numbers others bear out, and who they are.
    private static func ruling(
        _ field: Field<BothEndian<UInt16>>, _ pair: [VolumeDescriptor], _ disc: Disc
    ) -> (right: UInt16?, words: String) {
        let numbers = pair.map { UInt32($0[field].read) }
        var ruling = Arbitration(little: numbers.first ?? 0, big: numbers.last ?? 0)
        for other in disc.iso?.descriptors ?? [] where other.hasTree && !pair.contains(other) {
            ruling.hear(UInt32(other[field].read), "the \(other.name)")
        }
        let sequences = Set(
            (disc.iso?.isoTrees ?? []).flatMap { tree in
                tree.directories.isEmpty
                    ? [] : tree.slots(of: 0).prefix(2).map { tree.record($0).sequence.read }
            })
        if let sequence = sequences.first, sequences.count == 1 {
            switch field.name {
            case VolumeDescriptor.volumeSequenceNumber.name:
                ruling.hear(UInt32(sequence), "each directory record")
            // The first volume of a set is nearly always the only one.
            case VolumeDescriptor.volumeSetSize.name where sequence == 1: ruling.hear(1, "practice")
            default: break
            }
        }
        if field.name == VolumeDescriptor.logicalBlockSize.name { ruling.hear(.sector, "practice") }
        return (ruling.right.map { UInt16(clamping: $0) }, ruling.words)
    }

    static var examples: [Example] {
        [
            .fires("Joliet says volume 2 of 2", .joliet, at: "svd", VolumeDescriptor.volumeSetSize) {
                $0.set(VolumeDescriptor.volumeSetSize, of: "svd", 2)
                $0.set(VolumeDescriptor.volumeSequenceNumber, of: "svd", 2)
            },
            .fires(
                "the primary descriptor says volume 1 of 2", .joliet, at: "pvd",
                VolumeDescriptor.volumeSetSize
            ) {
                $0.set(VolumeDescriptor.volumeSetSize, of: "pvd", 2)
            },
            .fires("Joliet says volume 7", .joliet, at: "svd", VolumeDescriptor.volumeSequenceNumber) {
                $0.set(VolumeDescriptor.volumeSequenceNumber, of: "svd", 7)
            },
            .fires(
                "the primary descriptor says volume 7", .joliet, at: "pvd",
                VolumeDescriptor.volumeSequenceNumber
            ) {
                $0.set(VolumeDescriptor.volumeSequenceNumber, of: "pvd", 7)
            },
            .passes("all equal", .everything),
            .passes("only the volume space size differs", .joliet) {
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "svd", 60)
            },
        ]
    }
}
