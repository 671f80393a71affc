import Bytes
import DiscModel
import FileSystems
import Specimens

/// Bytes 2 and 3 of the validation entry are reserved and zero (El Torito 1.0, 2.1).
enum ValidationReservedIsZero: Rule {
    static let card = RuleCard(
        id: "eltorito-validation-reserved",
        title: "The reserved bytes of the validation entry are zero",
        rationale: """
            The specification asks for zeros; no firmware is known to look. Other values come from programs that take the \
            field for something else, or from two bytes altered so that the checksum still holds.
            """,
        remedy: "Write zeros, and the checksum that follows from them.",
        severity: .warning,
        profiles: Profile.pedants,
        clause: .elTorito("2.1"))

    static func weigh(_ entry: BootCatalogEntry, in disc: Disc, _ findings: inout Findings) {
        guard entry.role == .validation, !entry[BootCatalogEntry.reserved].isFilled(with: 0),
            disc.elTorito?.catalog?.hasValidationEntry == true
        else { return }
        findings.report(
            "the reserved bytes of the validation entry are \(BootWords.hex(entry[BootCatalogEntry.reserved]))",
            expected: "00 00", actual: BootWords.hex(entry[BootCatalogEntry.reserved]),
            at: entry.place(BootCatalogEntry.reserved))
    }

    static var examples: [Example] {
        [
            .fires(
                "reserved bytes in use, checksum right", .bootable, at: "boot-catalog",
                BootCatalogEntry.reserved
            ) {
                $0.set(BootCatalogEntry.reserved, byte: 1, of: "boot-catalog", 7)
                $0.fixBootCatalogChecksum()
            },
            .passes("zeros", .bootable),
        ]
    }
}
