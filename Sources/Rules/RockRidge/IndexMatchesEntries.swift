import Bytes
import DiscModel
import FileSystems
import Specimens

/// The index RR lists the entries that the record has (RRIP 1.09, 4.1.7).
enum IndexMatchesEntries: Rule {
    static let card = RuleCard(
        id: "rr-index-mismatch",
        title: "The index RR lists the entries that are there",
        rationale: """
            RR of RRIP 1.09 is a byte with one bit for each kind of entry that follows, so that readers need not search. A bit \
            without its entry, or the reverse, means that an entry was lost or damaged; readers of today look for the \
            entries themselves.
            """,
        remedy: "Make or copy the image again.",
        severity: .warning, profiles: Profile.pedants,
        clause: Clause("RRIP 1.09", "4.1.7"))

    private static let bits: [(bit: UInt8, kind: EntryKinds, name: String)] = [
        (0x01, .px, "PX"), (0x02, .pn, "PN"), (0x04, .sl, "SL"), (0x08, .nm, "NM"), (0x10, .cl, "CL"),
        (0x20, .pl, "PL"),
        (0x40, .re, "RE"), (0x80, .tf, "TF"),
    ]

    static var concerns: RecordTraits { RecordTraits(.rr) }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.rr), let entry = use.first(.rr) else { return }
        let listed = entry[SystemUseEntry.flags]
        var present: UInt8 = 0
        for item in bits where use.kinds.contains(item.kind) { present |= item.bit }
        guard listed != present else { return }
        func names(_ set: UInt8) -> String {
            bits.filter { set & $0.bit != 0 }.map { $0.name }.joined(separator: " ")
        }
        findings.report(
            "the list of Rock Ridge entries (RR) names \(names(listed)), the record has \(names(present))",
            expected: names(present),
            actual: names(listed), at: use.place(entry, SystemUseEntry.flags))
    }

    static var examples: [Example] {
        [
            .fires("an index that lists SL", .rockRidge, at: "susp:/README.TXT:RR", SystemUseEntry.flags) {
                $0.insertEntry(Specimen.systemUseEntry("RR", [0x8D]), into: "record:/README.TXT")
            },
            .passes("an index of what is there", .rockRidge) {
                $0.insertEntry(Specimen.systemUseEntry("RR", [0x89]), into: "record:/README.TXT")
            },
        ]
    }
}
