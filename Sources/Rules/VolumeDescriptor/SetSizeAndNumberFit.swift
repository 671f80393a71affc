import Bytes
import DiscModel
import FileSystems
import Specimens

/// A volume is one of a set: the set has at least one, and this one's number is not above it (ECMA-119, 8.4.10, 8.4.11).
enum SetSizeAndNumberFit: Rule {
    static let card = RuleCard(
        id: "pvd-set-size-seq",
        title: "Volume set size and sequence number are at least 1 and fit each other",
        rationale: """
            Programs that know volume sets ask for the next disc, or take every file for one on another disc, because the \
            records carry the number of their volume too. Zeros are seen in images by old Roxio and Apple programs and mean that nobody set them.
            """,
        remedy:
            "Most programs ignore the numbers; if one asks for another disc, make the image again with set size 1 and number 1.",
        severity: .warning,
        clause: .ecma119("8.4.10, 8.4.11"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        let size = descriptor.volumeSetSize.read
        let number = descriptor.volumeSequenceNumber.read
        guard size == 0 || number == 0 || number > size else { return }
        findings.report(
            "the \(descriptor.name) calls itself volume \(number) of \(size)",
            expected: "1 of 1, or a number up to the set size",
            actual: "\(number) of \(size)", at: descriptor.place(VolumeDescriptor.setNumbers),
            // A number that was never set asks for no other disc.
            severity: number == 0 || size == 0 && number == 1 ? .note : nil,
            causedBy: descriptor.causeInHalves(of: "volumeSetSize")
                ?? descriptor.causeInHalves(of: "volumeSequenceNumber"))
    }

    static var examples: [Example] {
        [
            .fires("volume 3 of 2", .plain, at: "pvd", VolumeDescriptor.volumeSetSize) {
                $0.set(VolumeDescriptor.volumeSetSize, of: "pvd", 2)
                $0.set(VolumeDescriptor.volumeSequenceNumber, of: "pvd", 3)
            },
            .fires(
                "sequence number 0", .plain, at: "pvd", VolumeDescriptor.volumeSetSize, severity: .note
            ) {
                $0.set(VolumeDescriptor.volumeSequenceNumber, of: "pvd", 0)
            },
            .passes("volume 2 of 2", .plain) {
                $0.set(VolumeDescriptor.volumeSetSize, of: "pvd", 2)
                $0.set(VolumeDescriptor.volumeSequenceNumber, of: "pvd", 2)
            },
        ]
    }
}
