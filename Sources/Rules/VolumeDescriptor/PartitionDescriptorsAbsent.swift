import Bytes
import DiscModel
import FileSystems
import Specimens

/// Says what a volume partition descriptor describes (ECMA-119, 8.6).
enum PartitionDescriptorsAbsent: Rule {
    static let card = RuleCard(
        id: "vd-volume-partition-present",
        title: "The volume has no partition descriptor",
        rationale: """
            A volume partition descriptor gives a run of blocks to a system that the standard does not describe. Hardly \
            any program writes or reads one; what lies in the blocks is not checked here.
            """,
        remedy: "Look at the blocks it names with the tools of the system it is for.",
        severity: .note,
        clause: .ecma119("8.6"))

    static func weigh(_ descriptor: VolumeDescriptor, in disc: Disc, _ findings: inout Findings) {
        guard descriptor.kind == .partition else { return }
        let start = descriptor[VolumeDescriptor.partitionLocation].read
        let blocks = descriptor[VolumeDescriptor.partitionSize].read
        let block = UInt64(disc.iso?.primary?.logicalBlockSize.read ?? .sector)
        let end = (UInt64(start) + UInt64(blocks)) * (block == 0 ? .sector : block)
        // Blocks of the system area and of the descriptors cannot be a partition: the type is probably wrong.
        let impossible = UInt64(start) * (block == 0 ? .sector : block) < 17 * .sector
        let outside = end > disc.size ? ", which reach behind the end of the image" : ""
        findings.report(
            "a volume partition descriptor names \(blocks.of("block")) from block \(start)\(outside)",
            at: descriptor.place(VolumeDescriptor.partition),
            severity: impossible ? .warning : nil)
    }

    static var examples: [Example] {
        [
            .fires("a partition of ten blocks", .joliet, at: "svd", VolumeDescriptor.unusedBeforeSize) {
                $0.set(VolumeDescriptor.type, of: "svd", 3)
                $0.fill("svd", 7, count: 2041, with: 0)
                $0.setBoth32("svd", 72, 40)
                $0.set(VolumeDescriptor.volumeSpaceSize, of: "svd", 10)
            },
            .passes("none", .joliet),
        ]
    }
}
