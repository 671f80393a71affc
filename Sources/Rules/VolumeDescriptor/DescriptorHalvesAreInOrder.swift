import Bytes
import DiscModel
import FileSystems
import Specimens

/// Of each number in a descriptor, the recording with the least significant byte first comes first (ECMA-119, 7.2.3 and 7.3.3).
enum DescriptorHalvesAreInOrder: Rule {
    static let card = RuleCard(
        id: "pvd-halves-swapped",
        title: "The two recordings of each number in a descriptor stand in their order",
        rationale: """
            A number is recorded with the least significant byte first and then the other way round. Where a program writes \
            the two in the wrong order, they agree with each other and say something else to every reader: 207 sectors \
            become 3,472,883,712. Linux, Windows and xorriso believe it. isocheck read on with the number that was meant.
            """,
        remedy:
            "Copy the image again; if the fault stays, make it again with another program, or exchange the two halves of the numbers that are named.",
        severity: .error, confidence: .firm,
        clause: .ecma119("7.2.3, 7.3.3"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        for swap in descriptor.swaps {
            findings.report(
                swap.words("\(subject(swap.field)) of the \(descriptor.name)"),
                expected: "\(swap.meant)", actual: "\(swap.recorded)", at: descriptor.place(swap.field))
        }
    }

    private static func subject(_ field: AnyField) -> String {
        let isRoot = field.name.hasPrefix(VolumeDescriptor.rootDirectoryRecord.name)
        return "the \(field.name.spelledOut)" + (isRoot ? " in the root record" : "")
    }

    static var examples: [Example] {
        [
            .fires("the volume space size", .plain, at: "pvd", VolumeDescriptor.volumeSpaceSize) {
                $0.swapHalves(VolumeDescriptor.volumeSpaceSize, of: "pvd")
            },
            .fires("the block size of Joliet", .joliet, at: "svd", VolumeDescriptor.logicalBlockSize) {
                $0.swapHalves(VolumeDescriptor.logicalBlockSize, of: "svd")
            },
            .fires("the path table size", .plain, at: "pvd", VolumeDescriptor.pathTableSize) {
                $0.swapHalves(VolumeDescriptor.pathTableSize, of: "pvd")
            },
            .fires("the block of the root", .joliet, at: "pvd:root", DirectoryRecord.extent) {
                $0.swapHalves(DirectoryRecord.extent, of: "pvd:root")
            },
            .fires("the number of the volume", .plain, at: "pvd", VolumeDescriptor.volumeSequenceNumber) {
                $0.swapHalves(VolumeDescriptor.volumeSequenceNumber, of: "pvd")
            },
            .passes("all in their order", .everything),
            .passes("an image that was cut", .plain) {
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "pvd", 0x0010_0000)
            },
        ]
    }
}

extension SwappedNumber {
    /// What it reads as and what was meant, with what shows that.
    func words(_ subject: String) -> String {
        "the two halves of \(subject) are in the wrong order: it reads as \(recorded), meant is \(meant), \(evidence)"
    }
}
