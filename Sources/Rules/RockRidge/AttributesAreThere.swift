import DiscModel
import FileSystems
import Specimens

/// A record with Rock Ridge entries has a PX (RRIP 1.12, 4.1.1).
enum AttributesAreThere: Rule {
    static let card = RuleCard(
        id: "rr-px-missing",
        title: "Every Rock Ridge record has a PX",
        rationale: """
            PX is the one entry that every record needs: without it there is no type, no permission and no owner. Linux \
            then shows the file with the defaults of the mount, and a link or device as a plain file.
            """,
        remedy: "Make or copy the image again.",
        severity: .warning,
        clause: .rrip("4.1.1"))

    static var concerns: RecordTraits { .lacksAttributes }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        // A record without any entry of Rock Ridge is judged by rr-partial.
        guard use.isRockRidge, !use.kinds.contains(.px), !use.kinds.isDisjoint(with: .rockRidge) else {
            return
        }
        findings.report(
            "the record has Rock Ridge entries, but none with its mode and owner (PX)", expected: "PX",
            at: use.place("systemUse"),
            severity: use.isDot ? .note : nil)
    }

    static var examples: [Example] {
        [
            .fires("PX taken out", .rockRidge, at: "record:/README.TXT") {
                $0.removeEntry("susp:/README.TXT:PX")
            },
            .passes("PX everywhere", .relocation),
        ]
    }
}
