import Bytes
import DiscModel
import FileSystems
import Specimens

/// PX is 36 bytes long, or 44 with the serial number of RRIP 1.12 (4.1.1).
enum AttributesHaveTheirLength: Rule {
    static let card = RuleCard(
        id: "rr-px-length",
        title: "the entry with mode and owner (PX) is 36 or 44 bytes long",
        rationale: """
            PX has four numbers since RRIP 1.09 and a fifth since 1.12. Any other length means that numbers are missing or \
            that the entry is damaged; Linux reads the numbers at their places and so what stands behind a shorter entry.
            """,
        remedy: "Make or copy the image again.",
        severity: .error,
        clause: .rrip("4.1.1"))

    static var concerns: RecordTraits { .unusualLength }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.px), let entry = use.first(.px), entry.length != 36, entry.length != 44
        else { return }
        findings.report(
            "the entry with mode and owner (PX) is \(entry.length.of("byte")) long",
            expected: "36 or 44 bytes",
            actual: "\(entry.length.of("byte"))",
            at: use.place(entry, SystemUseEntry.length))
    }

    static var examples: [Example] {
        [
            .fires("a PX of 40 bytes", .rockRidge, at: "susp:/README.TXT:PX", SystemUseEntry.length) {
                $0.set(SystemUseEntry.length, of: "susp:/README.TXT:PX", 40)
            },
            .passes("44 bytes", .rockRidge),
            .passes("36 bytes", .rockRidge) {
                let short = Specimen.systemUseEntry("PX", Array($0.entry("susp:/README.TXT:PX")[4..<36]))
                $0.replaceEntry("susp:/README.TXT:PX", with: short)
            },
        ]
    }
}
