import Bytes
import DiscModel
import FileSystems
import Specimens

/// The catalog begins with header id 01 and has the key bytes 55 AA at 30 and 31 (El Torito 1.0, 2.1).
enum CatalogBeginsWithValidationEntry: Rule {
    static let card = RuleCard(
        id: "eltorito-validation-header",
        title: "The boot catalog begins with a validation entry",
        rationale: """
            Header id 01 and key bytes 55 AA are how firmware knows that it found the catalog. With one of them wrong a \
            disc is not bootable; with two of them wrong the pointer leads to something else.
            """,
        remedy: "Make the image again; if it was copied, compare it with its source.",
        severity: .error,
        clause: .elTorito("2.1"))

    static func weigh(_ entry: BootCatalogEntry, in disc: Disc, _ findings: inout Findings) {
        guard entry.role == .validation, let facts = disc.elTorito, let catalog = facts.catalog else {
            return
        }
        let marks = [entry[BootCatalogEntry.headerID]] + entry[BootCatalogEntry.key]
        guard marks != [0x01, 0x55, 0xAA] else { return }
        let words =
            catalog.hasValidationEntry
            ? "the boot catalog" : "no boot catalog is where the boot record points: what stands there"
        let isAstray = CatalogPointerLeadsToCatalog.otherOwner(facts, disc) != nil
        findings.report(
            "\(words) begins with \(BootWords.hex(marks[0])), and its first 32 bytes end with \(BootWords.hex(marks[1...])): firmware takes it for no boot catalog",
            expected: "01h at its beginning, 55 AA at byte 30",
            actual: "\(BootWords.hex(marks[0])) and \(BootWords.hex(marks[1...]))",
            at: entry.place(BootCatalogEntry.header),
            causedBy: isAstray ? CatalogPointerLeadsToCatalog.self : nil)
    }

    static var examples: [Example] {
        [
            .fires("another header id", .bootable, at: "boot-catalog") {
                $0.set(BootCatalogEntry.headerID, of: "boot-catalog", 2)
                $0.fixBootCatalogChecksum()
            },
            .fires("key bytes changed places", .bootable, at: "boot-catalog") {
                $0.set(BootCatalogEntry.key, of: "boot-catalog", bytes: [0xAA, 0x55])
                $0.fixBootCatalogChecksum()
            },
            .fires("a pointer to the boot image", .bootable, at: "boot-image") {
                $0.set(VolumeDescriptor.bootCatalogPointer, of: "boot-record", $0.block("boot-image"))
            },
            .passes("header id 01, key bytes 55 AA", .bootable),
        ]
    }
}
