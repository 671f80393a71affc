import Bytes
import DiscModel
import FileSystems
import Specimens

/// A partition that several tables name has the same length in each (UEFI 2.11, 5; Inside Macintosh: Devices, 3).
enum TablesTellTheSamePartition: Rule {
    static let card = RuleCard(
        id: "hybrid-tables-agree",
        title: "Partition tables agree on a partition that they share",
        rationale: """
            An image for discs and sticks names its EFI image in the MBR, in the GPT, perhaps in an Apple map. Each system reads one of \
            them: where they differ, a system sees more or less than there is.
            """,
        remedy: "Compare both entries with the file that the partition is, and make the image again.",
        severity: .warning,
        clause: Clause("UEFI 2.11", "5.2.1, 5.3.3"))

    private struct Part {
        let name: String
        let run: DiscMap.Run
        let place: Place
    }

    static func weigh(_ facts: SystemAreaFacts, in _: Disc, _ findings: inout Findings) {
        // Other types stand for the image as a whole, or for what lies between.
        let mbr = facts.partitions.filter { [0xEF, 0xAF].contains($0.type) && $0.blocks > 0 }.map {
            Part(
                name: "partition \($0.number)", run: .init(offset: $0.start, length: $0.length),
                place: $0.place(MBRPartition.blocks))
        }
        let guid = facts.guidPartitions.compactMap { part in
            part.blocks.map {
                Part(
                    name: "GPT partition \(part.number)", run: $0,
                    place: part.place(GUIDPartition.lastBlock))
            }
        }
        let apple = facts.appleMaps.flatMap(\.entries).filter { $0.type.hasPrefix("Apple_HFS") }.map {
            Part(
                name: "Apple partition \(DisplayName($0.name).escaped)",
                run: .init(offset: $0.start, length: $0.length),
                place: $0.place(ApplePartition.blocks))
        }
        for one in guid {
            for other in mbr + apple where other.run.offset == one.run.offset && differ(other.run, one.run) {
                findings.report(
                    "\(other.name) has \(other.run.length.of("byte")), and \(one.name), which begins with it, \(one.run.length)",
                    expected: "\(one.run.length)", actual: "\(other.run.length)", at: other.place)
            }
        }
    }

    /// xorriso counts blocks of 512 bytes in one table and rounds to sectors in the other.
    private static func differ(_ one: DiscMap.Run, _ other: DiscMap.Run) -> Bool {
        one.length / .sector != other.length / .sector
    }

    static var examples: [Example] {
        @Sendable func table(_ specimen: inout Specimen, _ blocks: UInt32) {
            specimen.addGUIDTables()
            specimen.addGUIDPartition(1, type: Array(1...16), blocks: 64...95)
            let at = MasterBootRecord.entry(0).offset
            specimen.set(MBRPartition.type, of: "system-area", at: at, 0xEF)
            specimen.set(MBRPartition.firstBlock, of: "system-area", at: at, 64)
            specimen.set(MBRPartition.blocks, of: "system-area", at: at, blocks)
        }
        return [
            .fires("an entry of the MBR that counts less", .plain, at: "system-area", 446 + 12) {
                table(&$0, 16)
            },
            .passes("the same length in both", .plain) { table(&$0, 32) },
            .passes("the same in sectors", .plain) { table(&$0, 34) },
        ]
    }
}
