import Bytes
import DiscModel
import FileSystems
import Specimens

/// Partitions lie inside the image (UEFI 2.11, 5.2.1 and 5.3.3).
enum PartitionsLieInside: Rule {
    static let card = RuleCard(
        id: "hybrid-partition-outside",
        title: "Partitions lie inside the image",
        rationale: """
            Written to a stick, such a partition ends in what stood there before, or behind the end: Linux cuts it ("extends \
            beyond EOD"), and what a loader seeks in its last part is not there.
            """,
        remedy: "Compare the size of the image with its source; a cut image is the usual cause.",
        severity: .error,
        clause: Clause("UEFI 2.11", "5.2.1, 5.3.3; Inside Macintosh: Devices, 3-25"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        let cause: (any Rule.Type)? =
            (disc.iso?.declaredSize ?? 0) > disc.size ? ImageTruncated.self : nil
        func weigh(
            _ name: String, _ run: DiscMap.Run?, slack: UInt64 = slack, _ place: Place,
            causedBy other: (any Rule.Type)? = nil
        ) {
            // Programs round up to whole cylinders.
            guard let run, run.length > 0, run.end > disc.size.adding(slack) else { return }
            findings.report(
                "\(name) ends at byte \(run.end), behind the end of the image",
                expected: "\(disc.size) or less", actual: "\(run.end)", at: place, causedBy: cause ?? other)
        }
        guard let area = disc.systemArea else { return }
        for part in area.partitions where part.type != 0xEE {
            let run = DiscMap.Run(offset: part.start, length: part.length)
            weigh("partition \(part.number)", run, part.place(MBRPartition.blocks))
        }
        let isSound = disc.facts(GUIDPartitionTableFacts.self)?.isSound ?? true
        for part in area.guidPartitions {
            weigh(
                "GPT partition \(part.number)", part.blocks, part.place(GUIDPartition.lastBlock),
                causedBy: isSound ? nil : GUIDTableSumsHold.self)
        }
        for part in area.appleMaps.flatMap(\.entries) {
            let run = DiscMap.Run(offset: part.start, length: part.length)
            weigh("Apple partition \(part.number)", run, part.place(ApplePartition.blocks))
        }
        guard let block = area.bootBlock else { return }
        let isTrue = block.sum.map { $0.recorded == $0.measured } ?? true
        for target in block.targets {
            weigh(
                "\(DisplayName(target.name).escaped) of the \(block.kind.rawValue)", target.run,
                slack: max(block.cylinder, .sector - 1), target.place,
                causedBy: isTrue ? nil : BootBlockSumsHold.self)
        }
    }

    /// A cylinder of 255 heads and 63 sectors.
    private static let slack: UInt64 = 255 * 63 * 512

    static var examples: [Example] {
        [
            .fires("a partition of a gigabyte", .plain, at: "system-area", 446 + 12) {
                $0.set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
                $0.set(MBRPartition.type, of: "system-area", at: 446, 0x83)
                $0.set(MBRPartition.blocks, of: "system-area", at: 446, 1 << 21)
            },
            .fires("an Apple partition of a gigabyte", .plain, at: "system-area", 1024 + 12) {
                $0.addAppleMap()
                $0.set(ApplePartition.blocks, of: "system-area", at: 1024, 1 << 21)
            },
            .passes("an Apple partition map", .plain) { $0.addAppleMap() },
            .passes("a partition of the image", .plain) {
                $0.set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
                $0.set(MBRPartition.type, of: "system-area", at: 446, 0x83)
                $0.set(
                    MBRPartition.blocks, of: "system-area", at: 446, UInt32(clamping: $0.bytes.count / 512))
            },
        ]
    }
}
