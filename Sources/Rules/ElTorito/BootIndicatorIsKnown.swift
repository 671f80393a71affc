import Bytes
import DiscModel
import FileSystems
import Specimens

/// A boot entry begins with 88h, bootable, or 00h, not bootable (El Torito 1.0, 2.2 and 2.4).
enum BootIndicatorIsKnown: Rule {
    static let card = RuleCard(
        id: "eltorito-default-entry-indicator",
        title: "Boot entries are marked bootable (88) or not bootable (00)",
        rationale: """
            Firmware boots entries marked 88 and skips those marked 00. Anything else is read as the end of the catalog, \
            as not bootable, or as an error, so that the image behind the entry is lost.
            """,
        remedy: "Make the image again; if it was copied, compare it with its source.",
        severity: .error,
        clause: .elTorito("2.2, 2.4"))

    static func weigh(_ entry: BootCatalogEntry, in _: Disc, _ findings: inout Findings) {
        guard entry.isBootEntry, ![0x88, 0x00].contains(entry.indicator) else { return }
        findings.report(
            "\(entry.words) is marked neither as bootable (88h) nor as not (00h), but \(BootWords.hex(entry.indicator))",
            expected: "88h or 00h",
            actual: BootWords.hex(entry.indicator), at: entry.place(BootCatalogEntry.bootIndicator))
    }

    static var examples: [Example] {
        [
            .fires("the initial entry with indicator 80", .bootable, at: "boot-catalog:initial") {
                $0.set(BootCatalogEntry.bootIndicator, of: "boot-catalog:initial", 0x80)
            },
            .fires("the entry of the section with indicator 8C", .bootable, at: "boot-catalog:entry") {
                $0.set(BootCatalogEntry.bootIndicator, of: "boot-catalog:entry", 0x8C)
            },
            .passes("both bootable", .bootable),
            .passes("the initial entry not bootable", .bootable) {
                $0.set(BootCatalogEntry.bootIndicator, of: "boot-catalog:initial", 0)
            },
        ]
    }
}
