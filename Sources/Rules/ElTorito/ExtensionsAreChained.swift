import Bytes
import DiscModel
import FileSystems
import Specimens

/// An entry whose media type has bit 5 set is followed by an extension, 44h, and no other is (El Torito 1.0, 2.4, 2.5).
enum ExtensionsAreChained: Rule {
    static let card = RuleCard(
        id: "eltorito-section-extension",
        title: "Section entries and their extensions announce each other",
        rationale: """
            Extensions carry longer selection criteria, and hardly any program writes them. A firmware that counts entries \
            without minding the flag takes an extension for an entry, or the other way round.
            """,
        remedy: "Make the image again without selection criteria.",
        severity: .warning,
        clause: .elTorito("2.4, 2.5"))

    static func weigh(_ facts: ElToritoFacts, in _: Disc, _ findings: inout Findings) {
        guard let catalog = facts.catalog, catalog.hasValidationEntry else { return }
        var announced = false
        for entry in catalog.entries {
            if announced, entry.role != .sectionExtension || entry.indicator != 0x44 {
                findings.report(
                    "\(entry.words) stands where an extension was announced", expected: "44h",
                    actual: BootWords.hex(entry.indicator),
                    at: entry.place(BootCatalogEntry.extensionIndicator))
            } else if !announced, entry.role == .sectionExtension {
                findings.report(
                    "\(entry.words) was not announced by the entry before it",
                    expected: "bit 5 of the boot media type set",
                    at: entry.place(BootCatalogEntry.extensionIndicator))
            }
            let mayAnnounce = entry.role == .sectionEntry || entry.role == .sectionExtension
            announced = mayAnnounce && entry[BootCatalogEntry.extensionFlags] & 0x20 != 0
        }
        guard announced, let last = catalog.entries.last else { return }
        findings.report(
            "\(last.words) announces an extension, and the catalog ends", expected: "44h behind it",
            at: last.place(BootCatalogEntry.extensionFlags))
    }

    static var examples: [Example] {
        [
            .fires(
                "an extension is announced, zeros follow", .bootable, at: "boot-catalog:entry",
                BootCatalogEntry.mediaType
            ) {
                $0.set(BootCatalogEntry.mediaType, of: "boot-catalog:entry", 0x20)
            },
            .fires("an extension nobody announced", .bootable, at: "boot-catalog:entry", 32) {
                $0.set(BootCatalogEntry.entryCount, of: "boot-catalog:section", 2)
                $0.set("boot-catalog:entry", 32, [0x44, 0, 1])
            },
            .passes("no extensions", .bootable),
            .passes("an entry and its extension", .bootable) {
                $0.set(BootCatalogEntry.mediaType, of: "boot-catalog:entry", 0x20)
                $0.set("boot-catalog:entry", 32, [0x44, 0, 1])
            },
        ]
    }
}
