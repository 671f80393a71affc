import Bytes
import DiscModel
import FileSystems
import Specimens

/// A logical block has 512, 1024 or 2048 bytes: a power of two, no longer than a sector (ECMA-119, 6.2.2 and 8.4.12).
enum BlockSizeIsUsable: Rule {
    static let card = RuleCard(
        id: "pvd-block-size",
        title: "The logical block size is 512, 1024 or 2048 bytes",
        rationale: """
            Every place on the volume is a number of blocks, so with a wrong size nothing is found. Linux refuses to mount \
            such a volume. Sizes below 2048 are legal but rare enough that many programs never met one.
            """,
        remedy:
            "Copy the image again; if the fault stays, restore the four bytes (nearly always 2048) from a good copy.",
        severity: .error,
        clause: .ecma119("6.2.2, 8.4.12"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        guard descriptor.hasTree else { return }
        if let wrong = descriptor.wrongBlockSize {
            return findings.report(
                "the logical block size of the \(descriptor.name) is \(wrong), with which no root directory is found; with 2048 it is, and isocheck read on with that",
                expected: "2048", actual: "\(wrong)", at: descriptor.place(VolumeDescriptor.logicalBlockSize))
        }
        let size = descriptor.logicalBlockSize.read
        guard ![512, 1024, .sector].contains(size) else { return }
        findings.report(
            "the logical block size of the \(descriptor.name) is \(size)", expected: "512, 1024 or 2048",
            actual: "\(size)",
            at: descriptor.place(VolumeDescriptor.logicalBlockSize),
            causedBy: descriptor.causeInHalves(of: "logicalBlockSize"))
    }

    static var examples: [Example] {
        [
            .fires("4096 bytes", .plain, at: "pvd", VolumeDescriptor.logicalBlockSize) {
                $0.set(VolumeDescriptor.logicalBlockSize, of: "pvd", 4096)
            },
            .fires("zero in the Joliet descriptor", .joliet, at: "svd", VolumeDescriptor.logicalBlockSize) {
                $0.set(VolumeDescriptor.logicalBlockSize, of: "svd", 0)
            },
            .fires(
                "512 bytes, where all is counted in 2048", .joliet, at: "pvd",
                VolumeDescriptor.logicalBlockSize
            ) {
                $0.set(VolumeDescriptor.logicalBlockSize, of: "pvd", 512)
            },
            .fires(
                "1024 bytes in the Joliet descriptor", .joliet, at: "svd", VolumeDescriptor.logicalBlockSize
            ) {
                $0.set(VolumeDescriptor.logicalBlockSize, of: "svd", 1024)
            },
            .passes("2048 bytes", .everything),
        ]
    }
}
