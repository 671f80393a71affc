import Bytes
import DiscModel
import FileSystems
import Specimens

/// All SL entries but the last say that the link goes on (RRIP 1.12, 4.1.3).
enum LinksEnd: Rule {
    static let card = RuleCard(
        id: "rr-sl-unterminated",
        title: "The last SL of a link, and no other, ends it",
        rationale: """
            A long target is cut into several SL entries. When the last one announces another, or one ends the link too \
            early, bsdtar shows its last piece only, and the link leads nowhere or elsewhere.
            """,
        remedy: "Make or copy the image again.",
        severity: .error,
        clause: .rrip("4.1.3"))

    static func weigh(_ link: LinkRecord, in _: Disc, _ findings: inout Findings) {
        for (index, entry) in link.entries.enumerated() {
            let isLast = index + 1 == link.entries.count
            if entry[SystemUseEntry.flags] & 1 == (isLast ? 1 : 0) {
                findings.report(
                    isLast
                        ? "the last entry of the symbolic link (SL) says that the link goes on, and it does not"
                        : "entry \(index + 1) of the symbolic link (SL) of \(link.entries.count) ends the link",
                    at: link.use.place(entry, SystemUseEntry.flags))
            }
        }
        if let last = link.entries.last, RockRidge.components(of: last).components.last?.continues == true {
            findings.report("the last component of the link announces another one", at: link.use.place(last))
        }
    }

    static var examples: [Example] {
        [
            .fires("the only SL announces another one", .rockRidge, at: "susp:/LINK:SL", SystemUseEntry.flags)
            {
                $0.set(SystemUseEntry.flags, of: "susp:/LINK:SL", 1)
            },
            .fires("an SL behind the last", .rockRidge, at: "susp:/LINK:SL", SystemUseEntry.flags) {
                $0.insertEntry(Specimen.systemUseEntry("SL", [0, 0, 1, 0x61]), into: "record:/LINK")
            },
            .passes("one SL", .rockRidge),
            .passes("two SL", .rockRidge) {
                $0.set(SystemUseEntry.flags, of: "susp:/LINK:SL", 1)
                $0.insertEntry(Specimen.systemUseEntry("SL", [0, 0, 1, 0x61]), into: "record:/LINK")
            },
        ]
    }
}
