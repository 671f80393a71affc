import Testing

/// How much of what an image records would be missed if one bit of it were wrong.
///
/// MutationScore.md beside this file has the score of a full run, and how to repeat it.
@Suite struct MutationScoreTests {
    /// The images of a full run: one by each writer, and a specimen of everything.
    private static let chosen = [
        "images/genisoimage/genisoimage-rr-joliet.sparse", "images/boot/xorriso-isolinux.iso",
        "images/bsdtar/bsdtar-boot.sparse", "images/makefs/makefs-boot.sparse",
        "images/pycdlib/pycdlib-rr-joliet.iso",
    ]

    private static let victims: [Victim] =
        (Victim.specimens.filter { $0.description == "specimen everything" })
        + (Trial.isFullScore ? Victim.named(chosen) : [])

    /// Fields in which a flip may escape, and why. In all others none may: they are recorded twice, or may hold one
    /// value only.
    private static let byNature: [(fields: [String], why: String)] = [
        (
            ["TF/creation", "TF/access", "TF/attributes"],
            "recorded once, save for directories; only the calendar limits them"
        ),
        (["TF/content"], "makefs counts one byte too few, so that half a date is left"),
        (["SL/content"], "the target of a link is recorded once, and need not exist"),
        (
            ["NM/content", "record(file)/fileIdentifier"],
            """
            without Joliet only the other one limits a name, which says nothing of small and capital letters nor of letters \
            beyond ASCII; Joliet cuts long names
            """
        ),
        (
            ["record(file)/recordingDate"],
            "recorded once where TF and the other tree lack it, as in placeholders and further sections"
        ),
        (
            [
                "pvd/systemIdentifier", "pvd/volumeIdentifier", "pvd/volumeSetIdentifier",
                "pvd/publisherIdentifier", "pvd/dataPreparerIdentifier", "pvd/applicationIdentifier",
                "pvd/copyrightFileIdentifier", "pvd/abstractFileIdentifier",
                "pvd/bibliographicFileIdentifier",
            ], "free text; Joliet repeats the first half of each field"
        ),
        (
            [
                "svd/systemIdentifier", "svd/volumeIdentifier", "svd/volumeSetIdentifier",
                "svd/publisherIdentifier", "svd/dataPreparerIdentifier", "svd/applicationIdentifier",
            ],
            "programs make capitals of small letters and underscores of signs for one of the descriptors"
        ),
        (
            ["pvd/volumeCreationDate", "pvd/volumeModificationDate", "pvd/volumeEffectiveDate"],
            "repeated by Joliet only; the calendar and their order limit them"
        ),
        (
            ["pvd/applicationUse", "svd/applicationUse"],
            "free; once something stands in it, nothing limits the rest"
        ),
        (
            ["catalog(initial)/sectorCount", "catalog(entry)/sectorCount"],
            "how much to load is free within what boot programs and the image allow"
        ),
        (["catalog(section)/id"], "free text: one bit makes a letter of a zero"),
        (
            ["zisofsHeader/blockPointers"],
            "a pointer may have any value between its neighbours; the data itself is not unpacked"
        ),
    ]

    /// Volumes of other file systems, of which a full run writes the table; what must not escape there, `UDFScoreTests`,
    /// `HFSScoreTests` and the tests of DVD-Video and Blu-ray hold.
    private static let others: [Victim] = Victim.specimens.filter { victim in
        ["udf", "hfs", "dvd", "blu"].contains { victim.description.hasPrefix("specimen " + $0) }
    }

    @Test(arguments: others) func `of every field of UDF a flipped bit is told`(_ victim: Victim) throws {
        var chance = Chance("score \(victim)")
        let score = try MutationScore(victim, samples: Trial.isFullScore ? 100 : 2, &chance)
        print(Trial.isFullScore ? score.table { _ in "" } : score.summary)
        #expect(score.flips > 0)
        // ISO 9660 beside it has a table of its own.
        guard victim.description.hasPrefix("specimen udf"), !victim.description.contains("Bridge") else {
            return
        }
        for (name, row) in score.rows where row.missed > 0 {
            let first = row.escapes.map { "byte \($0.offset) bit \($0.bit)" }
            Issue.record("\(victim): \(name): \(row.missed) of \(row.flips) flips escaped: \(first)")
        }
    }

    private static func reason(_ field: String) -> String? {
        byNature.first { $0.fields.contains(field) }?.why
    }

    @Test(arguments: victims) func `what is recorded twice is compared`(_ victim: Victim) throws {
        var chance = Chance("score \(victim)")
        let score = try MutationScore(victim, samples: Trial.isFullScore ? 200 : 4, &chance)
        print(Trial.isFullScore ? score.table(Self.reason) : score.summary)
        for (name, row) in score.rows where row.missed > 0 && Self.reason(name) == nil {
            let first = row.escapes.map { "byte \($0.offset) bit \($0.bit)" }
            Issue.record("\(victim): \(name): \(row.missed) of \(row.flips) flips escaped: \(first)")
        }
    }
}
