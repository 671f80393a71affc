import Bytes
import DiscModel
import Inspection
import Testing

/// How much of what firmware and loaders go by would be missed if one bit of it were wrong; MutationScore.md has the score.
@Suite struct BootScoreTests {
    private static let victims: [Victim] =
        Trial.isFullScore
        ? Victim.named([
            "images/boot/xorriso-bios-uefi.sparse", "images/boot/genisoimage-hard-disk.sparse",
            "images/boot/xorriso-isolinux.iso", "images/hybrid/xorriso-ubuntu.sparse",
            "images/hybrid/xorriso-debian-apm.sparse", "images/grub/grub-mkrescue-x86_64-efi.sparse",
        ]) : Victim.named(["images/hybrid/xorriso-ubuntu.sparse"])

    /// Fields in which a flip may escape, and why. In all others none may.
    private static let byNature: [(fields: [String], why: String)] = [
        (
            ["startingCHS", "endingCHS/cylinder", "endingCHS/head", "endingCHS/sector"],
            "nobody has read heads and cylinders since disks have more than 8 GB; programs differ in what they write"
        ),
        (
            ["partition/bootIndicator", "partition/osType", "partition/startingLBA", "partition/sizeInLBA"],
            "recorded once where no GPT names the partition; an active partition of type 0 that satisfies a BIOS stands for nothing"
        ),
        (
            [
                "Apple partition/pmPartName", "Apple partition/pmParType", "Apple partition/pmPyPartStart",
                "Apple partition/pmPartBlkCnt",
            ], "recorded once, save for partitions that a GPT names as well"
        ),
        (
            [
                "Apple partition/pmLgDataStart", "Apple partition/pmDataCnt", "Apple partition/pmPartStatus",
            ], "for drivers of A/UX; programs differ in what they write"
        ),
        (
            ["PE/headers"],
            "the program that stands for DOS, and what a signature covers; a program without one has no copy of its headers"
        ),
        (
            ["FAT/file/name", "FAT/directory/name"],
            "recorded once; firmware and loaders take letters of either case"
        ),
        (
            ["FAT/file/attributes", "FAT/directory/attributes", "FAT/directory/fileSize"],
            "hidden, system, archive are free; no reader looks at the size of a directory"
        ),
        (["FAT/totalSectors32"], "counts only where the number of 16 bits is 0"),
        (
            [
                "FAT/bytesPerSector", "FAT/sectorsPerCluster", "FAT/reservedSectors", "FAT/rootEntries",
                "FAT/sectorsPerFAT16", "FAT/media", "FAT/numberOfFATs", "FAT/totalSectors16",
            ],
            "on an emulated hard disk: what is no FAT any more is nothing that isocheck knows of"
        ),
        (["catalog(section)/id"], "free text: one bit makes a letter of a zero"),
        (
            ["catalog(initial)/sectorCount", "catalog(entry)/sectorCount"],
            "how much to load is free within what boot programs and the image allow"
        ),
    ]

    /// "Apple partition[2]/pmPartName" is one of all of them.
    private static func reason(_ field: String) -> String? {
        var plain = field
        if let open = plain.firstIndex(of: "["), let close = plain.firstIndex(of: "]") {
            plain.removeSubrange(open...close)
        }
        return byNature.first { $0.fields.contains { plain == $0 || plain == "partition/\($0)" } }?.why
    }

    @Test(arguments: victims) func `what firmware goes by is compared`(_ victim: Victim) throws {
        var chance = Chance("boot score \(victim)")
        let fields = FieldBytes.ofBoot(
            in: try Inspection(quick: true).examine(MemorySource(victim.bytes), named: "victim.iso").disc)
        let score = try MutationScore(
            victim, fields: fields, samples: Trial.isFullScore ? 200 : 8, &chance)
        print(Trial.isFullScore ? score.table(Self.reason) : score.summary)
        for (name, row) in score.rows where row.missed > 0 && Self.reason(name) == nil {
            let first = row.escapes.map { "byte \($0.offset) bit \($0.bit)" }
            Issue.record("\(victim): \(name): \(row.missed) of \(row.flips) flips escaped: \(first)")
        }
    }
}
