import Booting
import Bytes
import DiscModel
import FileSystems
import Specimens

/// The FSInfo sector of a FAT32 is one, and counts the free clusters as the table does (FAT 1.03).
enum FATInformationIsTrue: Rule {
    static let card = RuleCard(
        id: "boot-fat-info",
        title: "The FSInfo sector of a FAT32 tells what the table tells",
        rationale: """
            mtools and Windows take the number of free clusters from it instead of counting, and then call a file system full that \
            is not, or the other way round. Firmware and loaders, which only read, do not look at it.
            """,
        remedy: "fsck.fat corrects it; or make the EFI image again.",
        severity: .note,
        clause: Clause("FAT32 File System Specification 1.03", "FSInfo Sector Structure"))

    static func weigh(_ volume: FATVolume, in _: Disc, _ findings: inout Findings) {
        guard let information = volume.facts.information else { return }
        let start = information.record.offset
        guard information.isSigned else {
            findings.report(
                "the FSInfo sector of \(volume.title) lacks its signatures",
                at: Place(offset: start, length: 512, field: "FSInfo"))
            return
        }
        let told = information[FATInformation.free]
        guard told != .max, let free = volume.facts.clusters?.free, UInt64(told) != free else { return }
        findings.report(
            "the FSInfo sector of \(volume.title) counts \(UInt64(told).of("free cluster")), the table \(free)",
            expected: "\(free)", actual: "\(told)",
            at: Place(offset: start.adding(488), length: 4, field: "free clusters"),
            causedBy: volume.facts.differingTables.isEmpty ? nil : FATTablesAgree.self)
    }

    static var examples: [Example] {
        [
            .fires("a number of free clusters that is wrong", .fat32, at: "efi-image", 512 + 488) {
                $0.set("efi-image", 512 + 488, [25])
            },
            .fires("no signatures", .fat32, at: "efi-image", 512) { $0.set("efi-image", 512, [0]) },
            .passes("a number that nobody counted", .fat32) {
                $0.set("efi-image", 512 + 488, [0xFF, 0xFF, 0xFF, 0xFF])
            },
        ]
    }
}
