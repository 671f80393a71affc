import Bytes
import DiscModel
import FileSystems
import Specimens

/// TF holds as many dates as its flags announce (RRIP 1.12, 4.1.6).
enum TimesFillTheEntry: Rule {
    static let card = RuleCard(
        id: "rr-tf-malformed",
        title: "TF holds as many dates as its flags announce",
        rationale: """
            Each flag of TF stands for one date of 7 or 17 bytes. When flags and length do not agree, all dates behind the \
            first wrong one are read from the wrong place: the file shows a wrong time, and is whole.
            """,
        remedy: "Make or copy the image again.",
        severity: .warning,
        clause: .rrip("4.1.6"), exemptions: [oneShort])

    private static let oneShort = Exemption(
        .makefs, "makefs counts one byte too few, the zone of the last date")

    static var concerns: RecordTraits { .unusualLength }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.tf) else { return }
        for entry in use.entries where entry.signature == .tf {
            let flags = entry[SystemUseEntry.flags]
            let count = (flags & 0x7F).nonzeroBitCount
            let expected = 5 + count * (flags & 0x80 != 0 ? 17 : 7)
            guard entry.length != expected else { continue }
            findings.report(
                "the entry with the dates (TF) is \(entry.length.of("byte")) long, while its flags announce \(count) dates",
                expected: "\(expected.of("byte"))", actual: "\(entry.length.of("byte"))",
                at: use.place(entry),
                exempt: entry.length + 1 == expected ? oneShort : nil)
        }
    }

    static var examples: [Example] {
        [
            .fires("a flag for a date that is not there", .rockRidge, at: "susp:/README.TXT:TF") {
                $0.set(SystemUseEntry.flags, of: "susp:/README.TXT:TF", 0x0F)
            },
            .passes("three short dates", .rockRidge),
            .passes("one long date", .rockRidge) {
                $0.replaceEntry(
                    "susp:/README.TXT:TF",
                    with: Specimen.systemUseEntry("TF", [0x82] + Array("2024010203040500".utf8) + [0]))
            },
        ]
    }
}
