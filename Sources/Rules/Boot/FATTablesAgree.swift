import DiscModel
import FileSystems
import Specimens

/// The copies of a file allocation table are equal (FAT 1.03).
enum FATTablesAgree: Rule {
    static let card = RuleCard(
        id: "boot-fat-copies",
        title: "The copies of a file allocation table are equal",
        rationale: """
            Firmware and Linux read the first table and never look at the second; a repair may take either. Where they differ, one \
            of them was damaged or written by half.
            """,
        remedy: "Compare the EFI image with its source; fsck.fat says which table fits the files.",
        severity: .warning,
        clause: Clause("FAT32 File System Specification 1.03", "FAT Data Structure"))

    static func weigh(_ volume: FATVolume, in _: Disc, _ findings: inout Findings) {
        for (number, offset) in volume.facts.differingTables.sorted(by: { $0.key < $1.key }) {
            findings.report(
                "table \(number + 1) of \(volume.title) differs from the first",
                at: Place(offset: offset, length: 1, field: "file allocation table \(number + 1)"))
        }
    }

    static var examples: [Example] {
        [
            .fires("one byte in the second", .bootable, at: "efi-image", 1024 + 8) {
                $0.set("efi-image", 1024 + 8, [0x12])
            },
            .passes("equal copies", .bootable),
        ]
    }
}
