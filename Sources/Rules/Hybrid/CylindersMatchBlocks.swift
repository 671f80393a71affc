import Bytes
import DiscModel
import FileSystems
import Specimens

/// Cylinder, head and sector of a partition lead where its block numbers do, as far as they say anything (UEFI 2.11, 5.2.1).
enum CylindersMatchBlocks: Rule {
    static let card = RuleCard(
        id: "hybrid-partition-cylinders",
        title: "Cylinders of a partition lead where its block numbers do",
        rationale: """
            Firmware and systems count in blocks. Some old BIOSes guess the geometry of a stick by these numbers all the same, and boot \
            code for them reads by it; the image then starts on some machines and not on others. FF and FE FF FF say that a place cannot be \
            told in cylinders, and any geometry will do.
            """,
        remedy: "Make the image again; if it was edited, the numbers can follow (fdisk, expert menu).",
        severity: .note,
        profiles: [.pedantic],
        clause: Clause("UEFI 2.11", "5.2.1, 5.2.3"))

    /// A place in cylinders.
    private struct Position {
        let cylinder: Int
        let head: Int
        let sector: Int

        /// Head, sector with the two high bits of the cylinder, and the rest of that.
        init(_ bytes: [UInt8]) {
            head = Int(bytes.first ?? 0)
            sector = Int(bytes.dropFirst().first ?? 0) & 0x3F
            cylinder = (Int(bytes.dropFirst().first ?? 0) & 0xC0) << 2 | Int(bytes.dropFirst(2).first ?? 0)
        }

        /// Whether it stands for none, or for one that is too far away.
        var isOpen: Bool { cylinder == 1023 || cylinder == 0 && head == 0 && sector == 0 }

        var words: String { "cylinder \(cylinder), head \(head), sector \(sector)" }

        func leads(to block: Int, heads: Int, sectors: Int) -> Bool {
            head < heads && 1...sectors ~= sector && (cylinder * heads + head) * sectors + sector - 1 == block
        }
    }

    static func weigh(_ facts: SystemAreaFacts, in _: Disc, _ findings: inout Findings) {
        for part in facts.partitions where part.blocks > 0 {
            let first = Position(Array(part[MBRPartition.firstPosition]))
            let last = Position([
                part[MBRPartition.lastHead], part[MBRPartition.lastSector], part[MBRPartition.lastCylinder],
            ])
            let blocks = Int(part.firstBlock)...Int(part.firstBlock) + Int(part.blocks) - 1
            // Programs begin the entry that protects a GPT with block 0 or 1 in cylinders.
            let begin = part.type == 0xEE ? [0, 1] : [blocks.lowerBound]
            guard !fits(first, begin, last, blocks.upperBound) else { continue }
            findings.report(
                "partition \(part.number) reaches from \(first.words) to \(last.words), and in no geometry are these blocks \(blocks.lowerBound) to \(blocks.upperBound)",
                at: part.place(MBRPartition.firstPosition))
        }
    }

    /// Whether there is a geometry in which both places are right.
    private static func fits(_ first: Position, _ begin: [Int], _ last: Position, _ end: Int) -> Bool {
        (1...63).contains { sectors in
            (1...256).contains { heads in
                let isFirst =
                    first.isOpen
                    || begin.contains { first.leads(to: $0, heads: heads, sectors: sectors) }
                return isFirst && (last.isOpen || last.leads(to: end, heads: heads, sectors: sectors))
            }
        }
    }

    static var examples: [Example] {
        @Sendable func set(_ specimen: inout Specimen, _ first: [UInt8], _ last: [UInt8], from block: UInt32)
        {
            specimen.set(MasterBootRecord.signature, of: "system-area", MasterBootRecord.signed)
            let at = MasterBootRecord.entry(0).offset
            specimen.set("system-area", at, [0x80] + first + [0x17] + last)
            specimen.set(MBRPartition.firstBlock, of: "system-area", at: at, block)
            specimen.set(MBRPartition.blocks, of: "system-area", at: at, 64 * 32 - block)
        }
        return [
            .fires(
                "an end that is a head too low", .plain, at: "system-area", 446 + 1,
                message:
                    "partition 1 reaches from cylinder 0, head 0, sector 1 to cylinder 0, head 62, sector 32, and in no geometry are these blocks 0 to 2047"
            ) { set(&$0, [0, 1, 0], [62, 32, 0], from: 0) },
            .fires("a begin elsewhere", .plain, at: "system-area", 446 + 1) {
                set(&$0, [3, 1, 0], [63, 32, 0], from: 64)
            },
            .passes("64 heads and 32 sectors", .plain) { set(&$0, [2, 1, 0], [63, 32, 0], from: 64) },
            .passes("numbers that say nothing", .plain) {
                set(&$0, [254, 255, 255], [254, 255, 255], from: 64)
            },
        ]
    }
}
