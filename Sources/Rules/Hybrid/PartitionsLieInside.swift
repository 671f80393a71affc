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
        clause: Clause("UEFI 2.11", "5.2.1, 5.3.3"))

    static func weigh(_ disc: Disc, in _: Disc, _ findings: inout Findings) {
        let isCut = (disc.iso?.declaredSize ?? 0) > disc.size
        func weigh(_ name: String, _ start: UInt64, _ length: UInt64, _ place: Place) {
            let end = start.adding(length)
            // Programs round up to whole cylinders.
            guard length > 0, end > disc.size.adding(slack) else { return }
            findings.report(
                "\(name) ends at byte \(end), behind the end of the image", expected: "\(disc.size) or less",
                actual: "\(end)", at: place, causedBy: isCut ? ImageTruncated.self : nil)
        }
        for part in disc.systemArea?.partitions ?? [] where part.type != 0xEE {
            weigh("partition \(part.number)", part.start, part.length, part.place(MBRPartition.blocks))
        }
        for part in disc.facts(GUIDPartitionTableFacts.self)?.partitions ?? [] {
            guard let run = part.blocks else { continue }
            weigh("GPT partition \(part.number)", run.offset, run.length, part.place(GUIDPartition.lastBlock))
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
            .passes("a partition of the image", .plain) {
                $0.set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
                $0.set(MBRPartition.type, of: "system-area", at: 446, 0x83)
                $0.set(
                    MBRPartition.blocks, of: "system-area", at: 446, UInt32(clamping: $0.bytes.count / 512))
            },
        ]
    }
}
