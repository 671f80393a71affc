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
        let recorded = entry.sector.u16le(28)
        let marks = [entry.indicator, entry.sector.u8(30), entry.sector.u8(31)]
        findings.report(
            "the words of the validation entry sum to \(BootWords.hex(entry.wordSum))",
            expected: "checksum \(BootWords.hex(recorded &- entry.wordSum))", actual: BootWords.hex(recorded),
            at: entry.place(28, 2, "checksum"),
            causedBy: marks == [0x01, 0x55, 0xAA] ? nil : CatalogBeginsWithValidationEntry.self)
    }

    static var examples: [Example] {
        [
            .fires("one bit of the id string", .bootable, at: "boot-catalog", 28) {
                $0.set8("boot-catalog", 4, $0.get8("boot-catalog", 4) ^ 1)
            },
            .fires("one bit of the checksum", .bootable, at: "boot-catalog", 28) {
                $0.set8("boot-catalog", 29, $0.get8("boot-catalog", 29) ^ 0x80)
            },
            .passes("as forged", .bootable),
            .passes("another id string and the checksum that follows from it", .bootable) {
                $0.set("boot-catalog", 4, [UInt8]("SOMEBODY ELSE".utf8))
                $0.fixBootCatalogChecksum()
            },
        ]
    }
}
