import Bytes
import DiscModel
import FileSystems
import Specimens

/// No partition of an Apple partition map lies over the map itself (Inside Macintosh: Devices, 3-25).
enum ApplePartitionsAvoidTheMap: Rule {
    static let card = RuleCard(
        id: "hybrid-apm-overlap",
        title: "Apple partitions leave their map alone",
        rationale: """
            The map describes itself by an entry. A partition over it means that a start or a length is wrong; a Mac that writes \
            to such a partition loses the map.
            """,
        remedy: "Compare the image with its source.",
        severity: .warning,
        clause: Clause("Inside Macintosh: Devices", "3-25"))

    static func weigh(_ map: AppleMap, in _: Disc, _ findings: inout Findings) {
        let size = map.blockSize
        for part in map.entries where !part.isMap && part.length > 0 {
            guard part.start < size.times(UInt64(map.entries.count).adding(1)), part.start > 0 else {
                continue
            }
            findings.report(
                "Apple partition \(part.number) (\(DisplayName(part.type).escaped)) begins in block \(part.start / size), and the map takes blocks 1 to \(map.entries.count)",
                at: part.place(ApplePartition.firstBlock))
        }
        for part in map.entries where part.isMap {
            let count = part[ApplePartition.blocks]
            guard part[ApplePartition.firstBlock] != 1 || count < map.entries.count else { continue }
            findings.report(
                "the entry of the Apple partition map itself has \(Int(count).of("block")) from block \(part[ApplePartition.firstBlock]) on, and the map takes blocks 1 to \(map.entries.count)",
                at: part.place(ApplePartition.firstBlock))
        }
    }

    static var examples: [Example] {
        [
            .fires("a volume from block 2 on", .plain, at: "system-area", 1024 + 8) {
                $0.addAppleMap()
                $0.set(ApplePartition.firstBlock, of: "system-area", at: 1024, 2)
                $0.set(ApplePartition.blocks, of: "system-area", at: 1024, 64)
            },
            .fires("a map of one block", .plain, at: "system-area", 512 + 8) {
                $0.addAppleMap()
                $0.set(ApplePartition.blocks, of: "system-area", at: 512, 1)
            },
            .passes("a volume behind the map", .plain) { $0.addAppleMap() },
        ]
    }
}
