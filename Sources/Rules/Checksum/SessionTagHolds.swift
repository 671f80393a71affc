public import DiscModel
import Specimens
public import Surveys

/// The sums of libisofs over whole sessions hold.
public enum SessionTagHolds: Rule {
    public static let card = RuleCard(
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

    public static func weigh(_ facts: LibisofsFacts, in disc: Disc, _ findings: inout Findings) {
        let judgement = TagJudgement(facts: facts, disc: disc)
        judgement.reportBroken([.session], &findings)
        for tag in facts.tags(.session) {
            let (before, range) = judgement.before(tag.tag)
            let cause = self.cause(tag, before, range, judgement)
            // All sums of the files that came with this session hold: what differs is no file.
            let spared = facts.array?.session == tag.tag.start ? judgement.soundFiles : nil
            let account =
                spared.map { "the sums of all \($0) files hold, so bytes outside of them changed" }
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
    ) -> String? {
        if judgement.differs(judgement.facts.superblock(of: tag.tag)) { return SuperblockTagHolds.card.id }
        if judgement.differs(before) { return TreeTagHolds.card.id }
        if let broken = judgement.brokenBefore(tag.tag) { return broken }
        if !Damage.files(in: range, of: judgement.disc).isEmpty { return FileSumsHold.card.id }
        guard let array = judgement.facts.array, array.session == tag.tag.start, !array.isSound else {
            return nil
        }
        return FileSumsAreWhole.card.id
    }

    public static var fires: [Example] {
        [
            Example("a file was changed", .libisofs) { $0.set8("data:/README.TXT", 0, 0) },
            Example("the unused end of a file's last block was changed", .libisofs) {
                $0.set8("data:/README.TXT", 2_047, 1)
            },
            Example("the tag is garbled", .libisofs) { $0.set8("libisofs:session", 3, 0x78) },
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example("as libisofs writes it", .libisofs),
            Example("isomd5sum implanted its sum afterwards", .libisofs) { $0.implantMD5() },
            Example("the padding behind the session differs", .libisofs) { $0.set8("padding", 5_000, 1) },
        ]
    }
}
