import Booting
import DiscModel
import FileSystems
import Specimens

/// The clusters of a file in a FAT file system are as many as its bytes need, its own, and there (FAT 1.03).
enum FATChainsAreWhole: Rule {
    static let card = RuleCard(
        id: "boot-fat-chain",
        title: "Files of an EFI image have all their clusters",
        rationale: """
            A chain that ends early, leads into another file or leads nowhere makes a program of the firmware's "Not Found" or \
            "Load Error" (edk2), and Linux turns the file system read-only when it comes there.
            """,
        remedy: "Make the EFI image again; fsck.fat tells more of it.",
        severity: .error,
        clause: Clause("FAT32 File System Specification 1.03", "FAT Data Structure"))

    static func weigh(_ volume: FATVolume, in _: Disc, _ findings: inout Findings) {
        for fault in volume.facts.faults {
            let path = volume.facts.tree.path(of: fault.node).escaped
            let isLong = fault.kind == .long
            findings.report(
                "\(path) on \(volume.title) is damaged: \(fault.kind.inWords)", at: fault.place,
                severity: isLong ? .note : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires("a chain that ends early", .bootable, at: "efi-image", 5 * 512 + 64) {
                for table in [512, 1024] { $0.set("efi-image", table + 6, [0xFF, 0x5F]) }
            },
            .fires("a chain that leads to a free cluster", .bootable, at: "efi-image", 5 * 512 + 64) {
                for table in [512, 1024] { $0.set("efi-image", table + 6, [0x07, 0xF0]) }
            },
            .passes("chains as they should be", .bootable),
        ]
    }
}
