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
        if entry.sector.u8(5) != 0 {
            findings.report(
                "byte 5 of \(entry.words) is \(BootWords.hex(entry.sector.u8(5)))", expected: "00h",
                actual: BootWords.hex(entry.sector.u8(5)), at: entry.place(5, 1, "unused"))
        }
        let criteria = entry.sector.u8(12)
        let start = entry.role == .initial ? 12 : criteria == 0 ? 13 : 32
        let unused = [UInt8](entry.sector.slice(start..<32))
        if !unused.isFilled(with: 0) {
            findings.report(
                "bytes \(start) to 31 of \(entry.words) are not zero", expected: "zeros",
                actual: BootWords.hex(unused),
                at: entry.place(start, unused.count, "unused"))
        }
        if entry.role == .sectionEntry, criteria == 1, [UInt8](entry.sector.slice(13..<32)).isFilled(with: 0)
        {
            findings.report(
                "\(entry.words) has selection criteria of type 01h and none recorded", expected: "00h",
                actual: "01h", at: entry.place(12, 1, "selectionCriteriaType"))
        }
        if entry.role == .sectionEntry, criteria > 1 {
            findings.report(
                "\(entry.words) has selection criteria of reserved type \(BootWords.hex(criteria))",
                expected: "00h or 01h", actual: BootWords.hex(criteria),
                at: entry.place(12, 1, "selectionCriteriaType"))
        }
    }

    /// The id string of a section is text, and zeros behind it (2.3).
    private static func weigh(header: BootCatalogEntry, _ findings: inout Findings) {
        let id = header.sector.slice(4..<32)
        let text = id.prefix { $0 != 0 }
        guard
            !text.allSatisfy({ 0x20..<0x7F ~= $0 }) || text.first == 0x20 && text.count < id.count
                || !id.dropFirst(text.count).allSatisfy({ $0 == 0 })
        else { return }
        findings.report(
            "the id string of \(header.words) is no text", expected: "characters, then zeros",
            actual: BootWords.hex(id), at: header.place(4, 28, "id"))
    }

    /// The first entry of the rest is the matter of `SectionCountsAgree`.
    private static func weigh(_ rest: Sector, _ findings: inout Findings) {
        let behind = [UInt8](rest.bytes.dropFirst(32))
        guard !behind.isFilled(with: 0) else { return }
        findings.report(
            "\(BootWords.count(behind.count { $0 != 0 }, "byte")) behind the last entry of the boot catalog are not zero",
            expected: "zeros", at: rest.place(32, behind.count, field: "bootCatalog/rest"))
    }

    static var examples: [Example] {
        [
            .fires("byte 5 of the initial entry", .bootable, at: "boot-catalog:initial", 5) {
                $0.set8("boot-catalog:initial", 5, 1)
            },
            .fires("something at the end of the section's entry", .bootable, at: "boot-catalog:entry", 13) {
                $0.set8("boot-catalog:entry", 31, 1)
            },
            .fires("selection criteria of type 2", .bootable, at: "boot-catalog:entry", 12) {
                $0.set8("boot-catalog:entry", 12, 2)
            },
            .fires("selection criteria of type 1, but none", .bootable, at: "boot-catalog:entry", 12) {
                $0.set8("boot-catalog:entry", 12, 1)
            },
            .fires("a number in the id string of the section", .bootable, at: "boot-catalog:section", 4) {
                $0.set32LE("boot-catalog:section", 4, 1)
            },
            .fires("text at the end of the block", .bootable, at: "boot-catalog", 160) {
                $0.set("boot-catalog", 1_500, [UInt8]("hidden".utf8))
            },
            .passes("zeros", .bootable),
            .passes("an id string for the section", .bootable) {
                $0.set("boot-catalog:section", 4, [UInt8]("UEFI".utf8))
            },
            .passes("selection criteria for a language, type 1", .bootable) {
                $0.set("boot-catalog:entry", 12, [1, 1, 2, 3, 4])
            },
        ]
    }
}
