import Booting
import Bytes
import DiscModel
import FileSystems
import Specimens

/// The allocation table of a FAT file system has an entry for each of its clusters (FAT 1.03).
enum FATTableHasRoom: Rule {
    static let card = RuleCard(
        id: "boot-fat-table-size",
        title: "An allocation table has an entry for each cluster",
        rationale: """
            Readers take the number of clusters from the size of the file system and then look up entries behind the end of the \
            table, in what follows it. fsck.fat refuses such a file system; Linux uses as much as has entries.
            """,
        remedy:
            "One of the sizes in the boot sector is wrong: compare it with the copy, or make the file system again.",
        severity: .warning,
        clause: Clause("FAT32 File System Specification 1.03", "Boot Sector and BPB"))

    static func weigh(_ volume: FATVolume, in _: Disc, _ findings: inout Findings) {
        let sector = volume.facts.bootSector
        guard sector.clusterCount > sector.clustersInTable else { return }
        let field = sector.isFAT32 ? 36 : FATBootSector.tableSectors16.offset
        findings.report(
            "\(volume.title) has \(sector.clusterCount.of("cluster")), and its table entries for \(sector.clustersInTable)",
            at: Place(
                offset: volume.facts.window.offset.adding(UInt64(field)), length: sector.isFAT32 ? 4 : 2,
                field: "sectors of an allocation table"))
    }

    static var examples: [Example] {
        [
            .fires("more clusters than entries", .bootable, at: "efi-image", 22) {
                $0.set16LE("efi-image", 19, 500)
            },
            .passes("entries to spare", .bootable),
        ]
    }
}
