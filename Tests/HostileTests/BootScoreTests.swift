import Bytes
import DiscModel
import Foundation
import Inspection
import Testing

/// How much of what firmware and loaders go by would be missed if one bit of it were wrong; MutationScore.md has the score.
@Suite(.serialized) struct BootScoreTests {
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
            "FE FF FF says that cylinders cannot tell the place, and so do its neighbours; some other places are right in another geometry"
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
        (["FAT/totalSectors16"], "a FAT may be shorter than what holds it"),
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

    /// Whether a field is recorded twice or covered by a sum: in these, nothing may escape.
    private static func isRedundant(_ field: String) -> Bool {
        ["GPT ", "catalog(validation)/", "bootInfo", "FAT/table ", "MBR/signature"].contains {
            field.hasPrefix($0)
        }
    }

    @Test(arguments: victims) func `what firmware goes by is compared`(_ victim: Victim) throws {
        var chance = Chance("boot score \(victim)")
        let fields = FieldBytes.ofBoot(
            in: try Inspection(quick: true).examine(MemorySource(victim.bytes), named: "victim.iso").disc)
        let score = try MutationScore(
            victim, fields: fields, samples: Trial.isFullScore ? 200 : 8, &chance)
        print(Trial.isFullScore ? score.table(Self.reason) : score.summary)
        for (name, row) in score.rows
        where row.missed > 0 && (Self.reason(name) == nil || Self.isRedundant(name)) {
            let first = row.escapes.map { "byte \($0.offset) bit \($0.bit)" }
            Issue.record("\(victim): \(name): \(row.missed) of \(row.flips) flips escaped: \(first)")
        }
        if Trial.isFullScore, Trial.isUpdating { try Self.write(score) }
    }

    /// Puts the score of an image into its row of MutationScore.md.
    private static func write(_ score: MutationScore) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "MutationScore.md")
        let twice = score.rows.filter { isRedundant($0.key) }.values
        let (flips, noticed) = (twice.reduce(0) { $0 + $1.flips }, twice.reduce(0) { $0 + $1.noticed })
        let lines = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let new = lines.map { line -> String in
            let cells = line.split(separator: "|").map(String.init)
            guard cells.count == 6, let name = cells[0].split(separator: "`").dropFirst().first,
                "\(score.victim)".contains("\(name).")
            else { return String(line) }
            let values = [
                MutationScore.percent(score.noticed, score.flips), grouped(score.flips),
                MutationScore.percent(score.loud, score.flips), MutationScore.percent(noticed, flips),
                grouped(flips),
            ]
            return "|\(cells[0])| \(values.joined(separator: " | ")) |"
        }
        try new.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
    }

    /// "12,345"
    private static func grouped(_ number: Int) -> String {
        number < 1_000
            ? "\(number)" : grouped(number / 1_000) + "," + String("\(1_000 + number % 1_000)".dropFirst())
    }
}
