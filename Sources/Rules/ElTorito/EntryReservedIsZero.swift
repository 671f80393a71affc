import Bytes
import DiscModel
import FileSystems
import Specimens

/// What boot entries leave unused is zero: byte 5, the end of the initial entry (El Torito 1.0, 2.2), selection criteria
/// of type 0 (2.4), and the rest of the catalog's block.
enum EntryReservedIsZero: Rule {
    static let card = RuleCard(
        id: "eltorito-entry-reserved",
        title: "The unused bytes of the boot catalog are zero",
        rationale: """
            The specification asks for zeros in the unused bytes of entries. xorriso records selection criteria in the \
            initial entry when it is told to; other bytes there are remains of an earlier catalog, or hidden.
            """,
        remedy: "Write zeros.",
        severity: .warning,
        profiles: Profile.pedants,
        clause: .elTorito("2.2, 2.4"))

    static func weigh(_ entry: BootCatalogEntry, in disc: Disc, _ findings: inout Findings) {
        if entry.role == .validation, let catalog = disc.elTorito?.catalog, catalog.hasValidationEntry {
            weigh(catalog.rest, &findings)
        }
        if entry.role == .sectionHeader { weigh(header: entry, &findings) }
        guard entry.isBootEntry else { return }
        let byte = entry.record.u8(BootCatalogEntry.unused.offset)
        if byte != 0 {
            findings.report(
                "byte 5 of \(entry.words) is \(BootWords.hex(byte))", expected: "00h",
                actual: BootWords.hex(byte), at: entry.place(BootCatalogEntry.unused))
        }
        let criteria = entry[BootCatalogEntry.criteriaType]
        let start = entry.role == .initial ? 12 : criteria == 0 ? 13 : 32
        let unused = [UInt8](entry.record.slice(start..<32))
        if !unused.isFilled(with: 0) {
            findings.report(
                "bytes \(start) to 31 of \(entry.words) are not zero", expected: "zeros",
                actual: BootWords.hex(unused),
                at: entry.place(BootCatalogEntry.unusedEnd, start..<32))
        }
        if entry.role == .sectionEntry, criteria == 1, entry[BootCatalogEntry.criteria].isFilled(with: 0) {
            findings.report(
                "\(entry.words) has selection criteria of type 01h and none recorded", expected: "00h",
                actual: "01h", at: entry.place(BootCatalogEntry.criteriaType))
        }
        if entry.role == .sectionEntry, criteria > 1 {
            findings.report(
                "\(entry.words) has selection criteria of reserved type \(BootWords.hex(criteria))",
                expected: "00h or 01h", actual: BootWords.hex(criteria),
                at: entry.place(BootCatalogEntry.criteriaType))
        }
    }

    /// The id string of a section is text, and zeros behind it (2.3).
    private static func weigh(header: BootCatalogEntry, _ findings: inout Findings) {
        let id = header[BootCatalogEntry.sectionID]
        let text = id.prefix { $0 != 0 }
        guard
            !text.allSatisfy({ 0x20..<0x7F ~= $0 }) || text.first == 0x20 && text.count < id.count
                || !id.dropFirst(text.count).allSatisfy({ $0 == 0 })
        else { return }
        findings.report(
            "the id string of \(header.words) is no text", expected: "characters, then zeros",
            actual: BootWords.hex(id), at: header.place(BootCatalogEntry.sectionID))
    }

    /// The first entry of the rest is the matter of `SectionCountsAgree`.
    private static func weigh(_ rest: Record, _ findings: inout Findings) {
        let behind = [UInt8](rest.bytes.dropFirst(32))
        guard !behind.isFilled(with: 0) else { return }
        findings.report(
            "\(BootWords.count(behind.count { $0 != 0 }, "byte")) behind the last entry of the boot catalog are not zero",
            expected: "zeros", at: rest.place(32, behind.count, field: "bootCatalog/rest"))
    }

    static var examples: [Example] {
        [
            .fires(
                "byte 5 of the initial entry", .bootable, at: "boot-catalog:initial", BootCatalogEntry.unused
            ) {
                $0.set(BootCatalogEntry.unused, byte: 0, of: "boot-catalog:initial", 1)
            },
            .fires(
                "something at the end of the section's entry", .bootable, at: "boot-catalog:entry",
                BootCatalogEntry.criteria
            ) {
                $0.set(BootCatalogEntry.criteria, byte: 18, of: "boot-catalog:entry", 1)
            },
            .fires(
                "selection criteria of type 2", .bootable, at: "boot-catalog:entry",
                BootCatalogEntry.criteriaType
            ) {
                $0.set(BootCatalogEntry.criteriaType, of: "boot-catalog:entry", 2)
            },
            .fires(
                "selection criteria of type 1, but none", .bootable, at: "boot-catalog:entry",
                BootCatalogEntry.criteriaType
            ) {
                $0.set(BootCatalogEntry.criteriaType, of: "boot-catalog:entry", 1)
            },
            .fires(
                "a number in the id string of the section", .bootable, at: "boot-catalog:section",
                BootCatalogEntry.sectionID
            ) {
                $0.set32LE("boot-catalog:section", 4, 1)
            },
            .fires("text at the end of the block", .bootable, at: "boot-catalog", 160) {
                $0.set("boot-catalog", 1_500, [UInt8]("hidden".utf8))
            },
            .passes("zeros", .bootable),
            .passes("an id string for the section", .bootable) {
                $0.set(BootCatalogEntry.sectionID, of: "boot-catalog:section", bytes: [UInt8]("UEFI".utf8))
            },
            .passes("selection criteria for a language, type 1", .bootable) {
                $0.set("boot-catalog:entry", 12, [1, 1, 2, 3, 4])
            },
        ]
    }
}
