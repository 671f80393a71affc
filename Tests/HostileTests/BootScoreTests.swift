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

    @Test(arguments: victims) func `what firmware goes by is compared`(_ victim: Victim) throws {
        var chance = Chance("boot score \(victim)")
        let fields = FieldBytes.ofBoot(
            in: try Inspection(quick: true).examine(MemorySource(victim.bytes), named: "victim.iso").disc)
        let score = try MutationScore(
            victim, fields: fields, samples: Trial.isFullScore ? 200 : 8, &chance)
        print(Trial.isFullScore ? score.table { _ in nil } : score.summary)
    }
}
