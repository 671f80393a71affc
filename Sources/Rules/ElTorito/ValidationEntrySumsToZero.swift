import Bytes
import DiscModel
import FileSystems
import Specimens

/// The sixteen little-endian words of the validation entry sum to zero (El Torito 1.0, 2.1).
enum ValidationEntrySumsToZero: Rule {
    static let card = RuleCard(
        id: "eltorito-validation-checksum",
        title: "The words of the validation entry sum to zero",
        rationale: """
            The sum is the only protection the boot catalog has. Firmware that checks it, as the specification asks, does \
            not boot a disc whose entry was altered; most programs that read or verify images do not look at it.
            """,
        remedy:
            "Compare the image with its source; if it was edited on purpose, the word at byte 28 must follow.",
        severity: .error,
        clause: .elTorito("2.1"))

    static func weigh(_ entry: BootCatalogEntry, in disc: Disc, _ findings: inout Findings) {
        guard entry.role == .validation, entry.wordSum != 0,
            disc.elTorito?.catalog?.hasValidationEntry == true
        else { return }
        let recorded = entry[BootCatalogEntry.checksum]
        let marks = [entry[BootCatalogEntry.headerID]] + entry[BootCatalogEntry.key]
        findings.report(
            "the sixteen 16-bit numbers of the validation entry add up to \(BootWords.hex(entry.wordSum)), not to 0: its checksum is wrong",
            expected: "checksum \(BootWords.hex(recorded &- entry.wordSum))", actual: BootWords.hex(recorded),
            at: entry.place(BootCatalogEntry.checksum),
            causedBy: marks == [0x01, 0x55, 0xAA] ? nil : CatalogBeginsWithValidationEntry.self)
    }

    static var examples: [Example] {
        [
            .fires("one bit of the id string", .bootable, at: "boot-catalog", BootCatalogEntry.checksum) {
                $0.set(
                    BootCatalogEntry.manufacturer, byte: 0, of: "boot-catalog", $0.get8("boot-catalog", 4) ^ 1
                )
            },
            .fires("one bit of the checksum", .bootable, at: "boot-catalog", BootCatalogEntry.checksum) {
                $0.set(
                    BootCatalogEntry.checksum, byte: 1, of: "boot-catalog", $0.get8("boot-catalog", 29) ^ 0x80
                )
            },
            .passes("as forged", .bootable),
            .passes("another id string and the checksum that follows from it", .bootable) {
                $0.set(
                    BootCatalogEntry.manufacturer, of: "boot-catalog", bytes: [UInt8]("SOMEBODY ELSE".utf8))
                $0.fixBootCatalogChecksum()
            },
        ]
    }
}
