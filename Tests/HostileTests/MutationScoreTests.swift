import Testing

/// How much of what an image records would be missed if one bit of it were wrong.
@Suite struct MutationScoreTests {
    /// The images of a full run: one of each dialect, and a specimen of everything.
    private static let chosen = [
        "images/genisoimage/genisoimage-rr-joliet.sparse", "images/xorriso/xorriso-rr-joliet.sparse",
        "images/boot/xorriso-bios-uefi.sparse", "images/zisofs/genisoimage-zisofs.sparse",
        "images/genisoimage/genisoimage-level4.iso", "images/hybrid/isohybrid-mbr.sparse",
    ]

    private static let victims: [Victim] =
        (Victim.specimens.filter { $0.description == "specimen everything" })
        + (Trial.isFullScore ? Victim.named(chosen) : [])

    /// Fields whose value the image records a second time, so that no flip may escape.
    private static let redundant: Set<String> = [
        "pvd/volumeSpaceSize[little]", "pvd/volumeSpaceSize[big]", "pvd/logicalBlockSize[little]",
        "pvd/logicalBlockSize[big]", "pvd/pathTableSize[little]", "pvd/pathTableSize[big]",
        "pvd/rootDirectoryRecord/extent[little]", "pvd/rootDirectoryRecord/extent[big]",
        "pvd/rootDirectoryRecord/dataLength[little]", "pvd/rootDirectoryRecord/dataLength[big]",
        "boot-record/bootSystemIdentifier", "boot-record/bootCatalogPointer", "boot-record/unused",
        "catalog(validation)/headerId", "catalog(validation)/platform", "catalog(validation)/reserved",
        "catalog(validation)/id", "catalog(validation)/checksum", "catalog(validation)/key",
        "catalog(section)/headerIndicator", "catalog(section)/entries", "catalog(section)/platform",
        "catalog(initial)/bootIndicator", "catalog(initial)/mediaType", "catalog(initial)/loadSegment",
        "catalog(initial)/systemType", "catalog(initial)/unused", "catalog(initial)/rest",
        "catalog(entry)/mediaType", "catalog(entry)/loadSegment", "catalog(entry)/systemType",
        "catalog(entry)/unused", "catalog(entry)/selectionCriteria", "catalog/rest",
        "bootInfoTable/descriptorBlock", "bootInfoTable/imageBlock", "bootInfoTable/imageLength",
        "bootInfoTable/checksum", "bootInfoTable/reserved",
    ]

    @Test(arguments: victims) func `what is recorded twice is compared`(_ victim: Victim) {
        var chance = Chance("score \(victim)")
        let score = MutationScore(victim, samples: Trial.isFullScore ? 400 : 6, &chance)
        if Trial.isFullScore { print(score.table) }
        for (name, row) in score.rows where Self.redundant.contains(name) {
            let first = row.escapes.map { "byte \($0.offset) bit \($0.bit)" }
            #expect(
                row.missed == 0, "\(victim): \(name): \(row.missed) of \(row.flips) flips escaped: \(first)")
        }
        print("mutation score: \(victim): \(score.noticed) of \(score.flips) flips noticed")
    }
}
