import Booting
import Bytes
import DiscModel
import FileSystems
import Specimens

/// What the table of a FAT file system calls used belongs to a file (FAT 1.03).
enum FATClustersHaveOwners: Rule {
    static let card = RuleCard(
        id: "boot-fat-lost-clusters",
        title: "Clusters in use belong to a file",
        rationale: """
            Clusters that the allocation table calls used and no file has are lost room: what is left of a file that was taken out \
            by half, or whose directory entry was damaged. Nothing fails because of them, and they may hold what somebody hid.
            """,
        remedy: "Make the EFI image again; fsck.fat turns lost clusters into files that can be looked at.",
        severity: .note,
        clause: Clause("FAT32 File System Specification 1.03", "FAT Data Structure"))

    static func weigh(_ volume: FATVolume, in _: Disc, _ findings: inout Findings) {
        guard let clusters = volume.facts.clusters, let first = clusters.firstLost else { return }
        let sector = volume.facts.bootSector
        let faults = volume.facts.faults.contains { $0.kind != .long }
        let start = volume.facts.window.offset.adding(sector.offset(ofCluster: first))
        findings.report(
            "the table of \(volume.title) calls \(clusters.lost.of("cluster")) used that no file has",
            at: Place(offset: start, length: sector.clusterLength, field: "cluster \(first)"),
            severity: findings.note(warningIn: [.forensic]),
            causedBy: faults
                ? FATChainsAreWhole.self : volume.facts.differingTables.isEmpty ? nil : FATTablesAgree.self)
    }

    static var examples: [Example] {
        [
            .fires("a cluster of nobody", .bootable, at: "efi-image", (20 - 2 + 4) * 512) {
                for table in [512, 1024] { $0.set("efi-image", table + 30, [0xFF, 0x0F]) }
            },
            .passes("clusters of files and directories", .bootable),
        ]
    }
}
