import Bytes
import DiscModel
import FileSystems
import Specimens

/// The load segment is 0, which stands for 7C0h, or 7C0h itself (El Torito 1.0, 2.2).
enum LoadSegmentIsUsual: Rule {
    static let card = RuleCard(
        id: "eltorito-load-segment",
        title: "Boot images are loaded to the usual segment",
        rationale: """
            Zero stands for segment 7C0h, where every boot sector expects to run; Windows writes 7C0h itself. Loaders made \
            for another segment exist; a boot sector loaded elsewhere crashes unless it was written for that. UEFI ignores \
            the field.
            """,
        remedy:
            "Nothing, if the loader wants that segment; otherwise make the image again without a load segment.",
        severity: .note,
        clause: .elTorito("2.2"))

    static func weigh(_ entry: BootCatalogEntry, in _: Disc, _ findings: inout Findings) {
        guard entry.matters, entry.loadSegment != 0, entry.loadSegment != 0x7C0 else { return }
        findings.report(
            "\(entry.words) loads its image to segment \(BootWords.hex(entry.loadSegment))",
            expected: "0 or 07C0h",
            actual: BootWords.hex(entry.loadSegment), at: entry.place(BootCatalogEntry.loadSegment))
    }

    static var examples: [Example] {
        [
            .fires("segment 1000h", .bootable, at: "boot-catalog:initial", BootCatalogEntry.loadSegment) {
                $0.set(BootCatalogEntry.loadSegment, of: "boot-catalog:initial", 0x1000)
            },
            .passes("segment 0", .bootable),
            .passes("segment 7C0h, as Windows has it", .bootable) {
                $0.set(BootCatalogEntry.loadSegment, of: "boot-catalog:initial", 0x7C0)
            },
        ]
    }
}
