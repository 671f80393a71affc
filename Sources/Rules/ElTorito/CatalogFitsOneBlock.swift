import Bytes
import DiscModel
import FileSystems
import Specimens

/// All entries stand in the first block of the catalog, better in its first 512 bytes.
enum CatalogFitsOneBlock: Rule {
    static let card = RuleCard(
        id: "eltorito-catalog-beyond-2048",
        title: "The boot catalog fits into one block",
        rationale: """
            xorriso and most BIOSes read 2048 bytes of the catalog; UEFI reads as much as a block of the drive has, which \
            is 512 bytes when the image is on a USB stick. Entries behind that are not seen there.
            """,
        remedy: "Put the entries that matter first: BIOS, then UEFI.",
        severity: .note,
        clause: .practice("what firmware reads of a catalog"))

    static func weigh(_ facts: ElToritoFacts, in _: Disc, _ findings: inout Findings) {
        guard let catalog = facts.catalog, let last = catalog.entries.last(where: \.isBootEntry),
            last.index >= 16
        else { return }
        let end = (last.index + 1) * 32
        let readers = end > .sector ? "xorriso and most BIOSes read 2048" : "UEFI reads 512 from a USB stick"
        findings.report(
            "the boot catalog takes \(end.of("byte")) up to its last boot entry; \(readers)",
            expected: "at most 512 bytes",
            actual: "\(end.of("byte"))", at: last.place(BootCatalogEntry.header))
    }

    /// A section of `count` equal entries.
    private static func fill(_ specimen: inout Specimen, count: UInt16) {
        let entry = specimen.get("boot-catalog:entry", count: 32)
        specimen.set(BootCatalogEntry.entryCount, of: "boot-catalog:section", count)
        for index in 0..<Int(count) { specimen.set("boot-catalog:entry", index * 32, entry) }
    }

    static var examples: [Example] {
        [
            .fires("a section of twenty entries", .bootable, at: "boot-catalog:entry", 608) {
                fill(&$0, count: 20)
            },
            .passes("four entries", .bootable),
            .passes("as many entries as 512 bytes hold", .bootable) { fill(&$0, count: 13) },
        ]
    }
}
