import Bytes
import DiscModel
import Specimens
import Surveys

/// The sums of libisofs over whole sessions hold.
enum SessionTagHolds: Rule {
    static let card = RuleCard(
        id: "checksum-libisofs-session",
        title: "Each session is as libisofs summed it",
        rationale: """
            The session tag covers what no other sum does: the bytes between and behind the files, and the files of \
            older sessions.
            """,
        remedy: "Copy the files that the report names from another copy of the image.",
        severity: .error,
        clause: .practice("libisofs checksum tags"),
        needs: .content)

    static func weigh(_ facts: LibisofsFacts, in disc: Disc, _ findings: inout Findings) {
        let judgement = TagJudgement(facts: facts, disc: disc)
        judgement.reportBroken([.session], &findings)
        for tag in facts.tags(.session) {
            let (before, range) = judgement.before(tag.tag)
            let cause = self.cause(tag, before, range, judgement)
            // All sums of the files that came with this session hold: what differs is no file.
            let spared = facts.array?.session == tag.tag.start ? judgement.soundFiles : nil
            let account =
                spared.map { "\(TagJudgement.allSumsHold(of: $0)), so bytes outside of them changed" }
                ?? Damage.account(of: range, in: disc)
            findings.weigh(
                judgement.check(tag), in: disc,
                "the session tag at LBA \(tag.tag.block) does not hold: \(Damage.sectors(range)) changed; \(account)",
                within: range, severity: spared == nil ? nil : .warning, causedBy: cause)
        }
    }

    /// The rule whose finding explains this one: of a tag before, of a file, or of the array.
    private static func cause(
        _ tag: LibisofsFacts.Tag, _ before: LibisofsFacts.Tag?, _ range: Range<UInt64>,
        _ judgement: TagJudgement
    ) -> (any Rule.Type)? {
        if judgement.differs(judgement.facts.superblock(of: tag.tag)) { return SuperblockTagHolds.self }
        if judgement.differs(before) { return TreeTagHolds.self }
        if let broken = judgement.brokenBefore(tag.tag) { return broken }
        if !Damage.files(in: range, of: judgement.disc).isEmpty { return FileSumsHold.self }
        guard let array = judgement.facts.array, array.session == tag.tag.start, !array.isSound else {
            return nil
        }
        return FileSumsAreWhole.self
    }

    static var examples: [Example] {
        [
            .fires("a file was changed", .libisofs, at: "data:/README.TXT", severity: .note) {
                $0.set8("data:/README.TXT", 0, 0)
            },
            .fires(
                "the unused end of a file's last block was changed", .libisofs, at: "data:/README.TXT",
                severity: .warning
            ) {
                $0.set8("data:/README.TXT", .sector - 1, 1)
            },
            .fires("the tag is garbled", .libisofs, at: "libisofs:session", severity: .warning) {
                $0.set8("libisofs:session", 3, 0x78)
            },
            .passes("as libisofs writes it", .libisofs),
            .passes("isomd5sum implanted its sum afterwards", .libisofs) { $0.implantMD5() },
            .passes("the padding behind the session differs", .libisofs) { $0.set8("padding", 5_000, 1) },
        ]
    }
}
