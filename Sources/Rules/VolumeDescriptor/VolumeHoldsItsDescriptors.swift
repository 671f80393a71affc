import Bytes
import DiscModel
import FileSystems
import Specimens

/// The volume space size counts at least the system area and the descriptors (ECMA-119, 8.4.8).
enum VolumeHoldsItsDescriptors: Rule {
    static let card = RuleCard(
        id: "pvd-volume-space-zero",
        title: "The volume space size is large enough for the descriptors themselves",
        rationale: """
            A volume of zero or a few blocks cannot hold the descriptor that says so. Programs that copy or burn as much \
            as the descriptor declares copy nothing; libarchive refuses a volume of twenty blocks or less.
            """,
        remedy:
            "Make the image again; the files can be read in the meantime by programs that ignore the number.",
        severity: .error,
        clause: .ecma119("8.4.8"))

    static func weigh(_ descriptor: VolumeDescriptor, in disc: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree, let last = disc.iso?.descriptors.last else { return }
        let declared = descriptor.declaredBytes
        // A later session may be counted from its own start.
        let end = last.offset.adding(.sector)
        let needed = end - min(end, disc.startOffset)
        guard declared < needed else { return }
        findings.report(
            "the volume space size of the \(descriptor.name) is \(descriptor.volumeSpaceSize.read.of("block"))",
            expected: "more than \((needed / .sector).of("sector"))", actual: "\(declared.of("byte"))",
            at: descriptor.place(VolumeDescriptor.volumeSpaceSize),
            causedBy: descriptor.causeInHalves(of: "volumeSpaceSize"))
    }

    static var examples: [Example] {
        [
            .fires("zero blocks", .plain, at: "pvd", VolumeDescriptor.volumeSpaceSize) {
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", 0)
            },
            .passes("the whole image", .everything),
        ]
    }
}
