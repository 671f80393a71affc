import Bytes
import DiscModel
import FileSystems
import Specimens

/// All NM entries but the last say that the name goes on (RRIP 1.12, 4.1.4).
enum NamesEnd: Rule {
    static let card = RuleCard(
        id: "rr-nm-unterminated",
        title: "The last NM of a name, and no other, ends it",
        rationale: """
            A long name is cut into several NM entries. When the last one announces another, or one ends the name too \
            early, readers show a name that is cut: Linux joins all, bsdtar shows the last piece only.
            """,
        remedy: "Make or copy the image again.",
        severity: .error,
        clause: .rrip("4.1.4"))

    static var concerns: RecordTraits { .unusualNameParts }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.nm) else { return }
        var open = true
        var last: SystemUseEntry?
        for entry in use.entries where entry.signature == .nm {
            if !open {
                findings.report("an entry of the name (NM) follows one that ends it", at: use.place(entry))
            }
            open = entry[SystemUseEntry.flags] & 1 != 0
            last = entry
        }
        guard open, let last else { return }
        findings.report(
            "the last entry of the name (NM) says that the name goes on, and it does not",
            at: use.place(last, SystemUseEntry.flags))
    }

    static var examples: [Example] {
        [
            .fires(
                "the only NM announces another one", .rockRidge, at: "susp:/README.TXT:NM",
                SystemUseEntry.flags
            ) {
                $0.set(SystemUseEntry.flags, of: "susp:/README.TXT:NM", 1)
            },
            .fires("the first of two ends the name", .continuation, at: "susp:/LONGNAME.TXT:NM#2") {
                $0.set(SystemUseEntry.flags, of: "susp:/LONGNAME.TXT:NM", 0)
            },
            .passes("names, one of them in two parts", .continuation),
        ]
    }
}
