import Bytes
import DiscModel
import FileSystems
import Specimens

/// Each section header counts the entries that follow it, and the last header says that it is the last (El Torito 1.0,
/// 2.3).
enum SectionCountsAgree: Rule {
    static let card = RuleCard(
        id: "eltorito-section-count",
        title: "Section headers count their entries, and the last one says so",
        rationale: """
            Firmware finds the entry for its platform by walking from header to header. With a wrong count it takes an \
            entry for a header, or never sees it: the disc boots on one kind of machine and not on the other. Some \
            programs leave 90 (more follow) on the last header, which most firmware forgives.
            """,
        remedy: "Make the image again; if it was copied, compare it with its source.",
        severity: .error,
        clause: .elTorito("2.3"))

    static func weigh(_ facts: ElToritoFacts, in _: Disc, _ findings: inout Findings) {
        guard let catalog = facts.catalog, catalog.hasValidationEntry else { return }
        let headers = catalog.entries.filter { $0.role == .sectionHeader }
        var found: [Int: Int] = [:]
        for entry in catalog.entries where entry.role == .sectionEntry {
            found[entry.section, default: 0] += 1
        }
        for header in headers {
            weigh(
                header, entries: found[header.section] ?? 0, isLast: header.section == headers.last?.section,
                &findings)
        }
        let next = [UInt8](catalog.rest.slice(0..<32))
        guard !next.isFilled(with: 0) else { return }
        let what =
            [0x90, 0x91].contains(next[0])
            ? "a section header"
            : next[0] == 0x88 ? "a boot entry" : "no entry but \(BootWords.hex(next.prefix(2)))"
        findings.report(
            "behind the last entry of the boot catalog stands \(what), which no header announces",
            expected: "zeros",
            actual: BootWords.hex(next.prefix(12)), at: catalog.rest.place(0, 32, field: "bootCatalog/rest"))
    }

    private static func weigh(
        _ header: BootCatalogEntry, entries: Int, isLast: Bool, _ findings: inout Findings
    ) {
        if entries != Int(header.entryCount) || entries == 0 {
            findings.report(
                "\(header.words) counts \(header.entryCount.of("entry")) and has \(entries)",
                expected: "\(max(1, entries))",
                actual: "\(header.entryCount)", at: header.place(BootCatalogEntry.entryCount))
        }
        if isLast != (header.indicator == 0x91) {
            findings.report(
                "\(header.words) says that \(isLast ? "more sections follow" : "it is the last")",
                expected: isLast ? "91h" : "90h", actual: BootWords.hex(header.indicator),
                at: header.place(BootCatalogEntry.headerIndicator), severity: isLast ? .warning : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "two entries counted, one there", .bootable, at: "boot-catalog:section",
                BootCatalogEntry.entryCount
            ) {
                $0.set(BootCatalogEntry.entryCount, of: "boot-catalog:section", 2)
            },
            .fires(
                "no entry counted, one there", .bootable, at: "boot-catalog:section",
                BootCatalogEntry.entryCount
            ) {
                $0.set(BootCatalogEntry.entryCount, of: "boot-catalog:section", 0)
            },
            .fires(
                "the last header says that more follow", .bootable, at: "boot-catalog:section",
                severity: .warning
            ) {
                $0.set(BootCatalogEntry.headerIndicator, of: "boot-catalog:section", 0x90)
            },
            .fires("a section behind the last", .bootable, at: "boot-catalog:entry", 32) {
                $0.set("boot-catalog:entry", 32, $0.get("boot-catalog:section", count: 64))
            },
            .fires("an entry without a header", .bootable, at: "boot-catalog:section") {
                $0.set(BootCatalogEntry.headerIndicator, of: "boot-catalog:section", 0x88)
            },
            .passes("one section with one entry", .bootable),
            .passes("two sections with one entry each", .bootable) {
                $0.set("boot-catalog:entry", 32, $0.get("boot-catalog:section", count: 64))
                $0.set(BootCatalogEntry.headerIndicator, of: "boot-catalog:section", 0x90)
            },
            .passes("no section", .bootable) { $0.fill("boot-catalog:section", count: 64, with: 0) },
        ]
    }
}
