import Booting
import Bytes
import DiscModel
import FileSystems
import Specimens

/// No deleted entry can be read in a FAT file system (FAT 1.03).
enum FATDeletedNames: Rule {
    static let card = RuleCard(
        id: "boot-fat-deleted",
        title: "No deleted entry can be read in a FAT file system",
        rationale: """
            A system that deletes a file of a FAT file system takes one letter of its name and leaves the rest. Boot images that are made \
            anew have no such entries; in one that was changed they tell what was in it before, and its bytes may be there still.
            """,
        remedy: "Nothing; make the EFI image anew if it must not be known.",
        severity: .note,
        profiles: Profile.forensicOnly,
        clause: Clause("FAT32 File System Specification 1.03", "FAT Directory Structure"))

    static func weigh(_ volume: FATVolume, in _: Disc, _ findings: inout Findings) {
        let facts = volume.facts
        for one in facts.deleted {
            let path = facts.tree.path(of: Int(one.directory))
            let home = path.text.count < 2 ? "the root directory" : path.escaped
            let left =
                one.extent.map {
                    one.isOverwritten
                        ? "; its \($0.length.of("byte")) were overwritten at least in part"
                        : "; its \($0.length.of("byte")) can be read from byte \($0.offset) on, if they lay in one piece"
                } ?? ""
            findings.report(
                "the deleted entry \(DisplayName(utf8: one.name).escaped) can be read in \(home) of \(volume.title)\(left)",
                at: one.place)
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a file that was deleted", .bootable, at: "efi-image", 3 * 512 + 32
            ) {
                let entry = [0xE5] + Array("LDNOTESTXT".utf8) + [0x20]
                $0.set("efi-image", 3 * 512 + 32, entry)
                $0.set("efi-image", 3 * 512 + 32 + 26, [10, 0, 100, 0])
            },
            .passes("files that are there", .bootable),
        ]
    }
}
