import Bytes
import DiscModel
import FileSystems
import Specimens

/// The checksum of a boot block for machines that are no PCs holds.
enum BootBlockSumsHold: Rule {
    static let card = RuleCard(
        id: "hybrid-boot-block-checksum",
        title: "The checksum of a boot block holds",
        rationale: """
            The firmware of SPARC, SGI and Alpha machines computes it before it starts anything, and Linux takes no disk label of \
            SUN or SGI whose checksum is wrong.
            """,
        remedy: "Copy the image again; a program that changed the first sector has to compute it anew.",
        severity: .error,
        clause: .practice("OpenBoot, ARCS and SRM; Linux, block/partitions/sun.c and sgi.c"))

    static func weigh(_ block: BootBlock, in _: Disc, _ findings: inout Findings) {
        guard let sum = block.sum, sum.recorded != sum.measured else { return }
        findings.report(
            "the \(block.kind.rawValue) has another checksum than it records",
            expected: hex(sum.measured), actual: hex(sum.recorded), at: sum.place)
    }

    private static func hex(_ sum: UInt64) -> String { String(sum, radix: 16, uppercase: true) + "h" }

    static var examples: [Example] {
        [
            .fires("a bit of the place of the loader", .plain, at: "system-area", 504) {
                $0.addAlphaBlock(to: "data:/README.TXT")
                $0.set8("system-area", 489, 1)
            },
            .passes("the boot block of an Alpha", .plain) { $0.addAlphaBlock(to: "data:/README.TXT") },
        ]
    }
}

extension BootBlock: Weighable {
    static func each(in disc: Disc, _ body: (BootBlock) -> Void) {
        disc.facts(BootBlockFacts.self).map { body($0.block) }
    }
}
