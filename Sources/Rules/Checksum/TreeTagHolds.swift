import Bytes
import DiscModel
import FileSystems
import Specimens
import Surveys

/// The sums of libisofs over path tables and directories hold.
enum TreeTagHolds: Rule {
    static let card = RuleCard(
        id: "checksum-libisofs-tree",
        title: "Path tables and directories are as libisofs summed them",
        rationale: """
            A directory that changed can show files under other names, hide them, or lead to the wrong bytes. The sum \
            of the tree tells even where the damaged record still looks sound.
            """,
        remedy: "Download or copy the image again.",
        severity: .error,
        clause: .practice("libisofs checksum tags"),
        needs: .content)

    static func weigh(_ facts: LibisofsFacts, in disc: Disc, _ findings: inout Findings) {
        let judgement = TagJudgement(facts: facts, disc: disc)
        judgement.reportBroken([.tree], &findings)
        for tag in facts.tags(.tree) {
            let (before, range) = judgement.before(tag.tag)
            findings.weigh(
                judgement.check(tag), in: disc,
                "the tree tag at LBA \(tag.tag.block) does not hold: \(structures(in: range, of: disc)) changed",
                within: range,
                causedBy: judgement.differs(before)
                    ? SuperblockTagHolds.self : judgement.brokenBefore(tag.tag))
        }
    }

    /// What the map says stands in a range, such as "something among directory / (iso9660) and 4 more in LBA 19-24".
    private static func structures(in range: Range<UInt64>, of disc: Disc) -> String {
        var names: [String] = []
        for span in disc.map.spans(in: range) where span.end > range.lowerBound {
            names.append(disc.name(of: span.owner).escaped)
        }
        let sectors = Damage.sectors(range)
        guard let first = names.first else { return "something in \(sectors)" }
        guard names.count > 1 else { return "\(first) (\(sectors))" }
        return "one or more of \(first) and \(names.count - 1) more structures in \(sectors)"
    }

    static var examples: [Example] {
        [
            .fires("a date in a directory record differs", .libisofs, at: "path-table-l") {
                $0.set(DirectoryRecord.date, byte: 2, of: "record:/README.TXT", 7)
            },
            .fires("the tag is gone", .libisofs, at: "libisofs:tree", severity: .warning) {
                $0.fill("libisofs:tree", count: .sector, with: 0)
            },
            .passes("as libisofs writes it", .libisofs),
            .passes("isomd5sum implanted its sum afterwards", .libisofs) { $0.implantMD5() },
        ]
    }
}
