import Bytes
import DiscModel
import FileSystems
import Specimens

/// Everything in the system area belongs to boot code or a partition table that is recognised (ECMA-119, 6.2.1).
enum SystemAreaIsAccountedFor: Rule {
    static let card = RuleCard(
        id: "hidden-system-area-unused",
        title: "The system area holds nothing but recognised boot code and partition tables",
        rationale: """
            No file system shows the first 32 KiB, so it is easy to leave something there. An MBR takes 512 bytes, a GPT \
            its header and entries, an Apple map its blocks; systems such as SPARC, MIPS and game consoles take all.
            """,
        remedy: "Look at the bytes; unknown boot code is harmless, anything else should be explained.",
        severity: .warning,
        confidence: .heuristic,
        profiles: Profile.examiners,
        clause: .ecma119("6.2.1"))

    /// Marks of systems whose boot code may fill the whole area.
    private static let takesAll: Set<SystemAreaMark> = [
        .mips, .palo, .sun, .alpha, .decStation, .playStation, .dreamcast, .megaCD,
    ]

    static func weigh(_ facts: SystemAreaFacts, in disc: Disc, _ findings: inout Findings) {
        // A volume of HFS that begins with the image has its own account of the bytes.
        let isApple = disc.iso == nil && disc.hfs != nil
        guard !facts.isBlank, !isApple, !facts.signatures.contains(where: { takesAll.contains($0.mark) })
        else {
            return
        }
        let used = footprint(of: facts)
        let blocks = facts.area.bytes.count / 512
        let odd = (0..<blocks).filter { block in
            !used.contains(block) && facts.area.slice(block * 512..<block * 512 + 512).contains { $0 != 0 }
        }
        guard let first = odd.first else { return }
        let area = facts.area.slice(first * 512..<first * 512 + 512)
        let byte = area.firstIndex { $0 != 0 } ?? first * 512
        findings.report(
            "no boot code or table that is recognised explains \(odd.count.of("block")) of 512 bytes of the system area",
            expected: "zeros", actual: "the first at byte \(byte)",
            at: facts.area.place(byte, (first + 1) * 512 - byte, field: "systemArea"))
    }

    /// Numbers of the 512-byte blocks that recognised structures take.
    private static func footprint(of facts: SystemAreaFacts) -> Set<Int> {
        var used: Set<Int> = []
        let area = facts.area
        func take(_ offset: UInt64, _ length: UInt64) {
            guard length > 0, offset < UInt64(area.bytes.count) else { return }
            let end = min(offset.adding(length), UInt64(area.bytes.count))
            used.formUnion(Int(offset / 512)...Int((end - 1) / 512))
        }
        for signature in facts.signatures { take(signature.place.offset ?? 0, 1) }
        if let table = facts.guidTables.first {
            take(512, 512)
            take(table.entries.offset, min(table.entries.length, 1 << 20))
        }
        for entry in facts.appleMaps.flatMap(\.entries) { take(entry.offset, 512) }
        for start in facts.appleVolumesInside { hfs(area, start, take) }
        if area.has("ER", at: 0)
            || facts.signatures.contains(where: { SystemAreaMark.hfsVolumes.contains($0.mark) })
        {
            take(0, 512)
        }
        return used
    }

    /// An HFS volume: boot blocks, volume header, and the bitmap of its blocks (Inside Macintosh: Files, 2-59).
    private static func hfs(_ area: Record, _ start: Int, _ take: (UInt64, UInt64) -> Void) {
        let base = UInt64(start)
        take(base, 1_536)
        take(
            base + UInt64(area.u16be(start + 1_024 + 14)) * 512,
            UInt64(area.u16be(start + 1_024 + 18)) / 8 + 1)
    }

    static var examples: [Example] {
        [
            .fires("a text in sector 3", .plain, at: "system-area", 6_144) {
                $0.set("system-area", 6_144, Array("hello".utf8))
            },
            .fires("a text behind an MBR", .plain, at: "system-area", 600) {
                $0.hybrid()
                $0.set("system-area", 600, Array("hello".utf8))
            },
            .passes("an MBR", .plain) { $0.hybrid() },
            .passes("a GPT", .plain) { $0.addGUIDTables() },
        ]
    }
}
