import DiscModel
import FileSystems
import Specimens

/// In a Rock Ridge tree every record has Rock Ridge entries (RRIP 1.12, 4.1).
enum RecordsAllHaveRockRidge: Rule {
    static let card = RuleCard(
        id: "rr-partial",
        title: "All records of a Rock Ridge tree have Rock Ridge entries",
        rationale: """
            A record without any entry among others that have them was added by a program that does not know Rock Ridge, or \
            its system use area is lost. Apple's hdiutil leaves them out of \".\" and \"..\", which hurts nobody. Linux shows such a file with another kind of name; pycdlib refuses the image.
            """,
        remedy: "Make the image again in one go.",
        severity: .warning,
        clause: .rrip("4.1"))

    static var concerns: RecordTraits { .lacksRockRidge }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.isRockRidge, use.kinds.isDisjoint(with: .rockRidge) else { return }
        // hdiutil leaves "." and ".." without entries; names and types of these are known.
        if use.record.isSelf || use.record.isParent { return }
        findings.report(
            "the record has no Rock Ridge entries, while others have", at: use.place("systemUse"),
            severity: use.isDot ? .note : nil)
    }

    static var examples: [Example] {
        [
            .fires("a file added without Rock Ridge", .rockRidge, at: "susp:/README.TXT:NM", 16) {
                $0.appendRecord(
                    Specimen.directoryRecord(
                        Array("ZED.TXT;1".utf8), block: $0.block("data:/README.TXT"), length: 10),
                    to: "dir:/")
            },
            .passes("entries everywhere", .relocation),
            .passes("no entries in \".\" and \"..\" of a directory", .rockRidge) {
                for record in ["/DOCS/.", "/DOCS/.."] {
                    for entry in ["PX", "TF"] { $0.removeEntry("susp:\(record):\(entry)") }
                }
            },
        ]
    }
}
