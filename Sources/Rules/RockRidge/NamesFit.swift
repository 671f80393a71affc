import DiscModel
import FileSystems
import Specimens

/// A name is short enough for the systems that will show it (RRIP 1.12, 4.1.4).
enum NamesFit: Rule {
    static let card = RuleCard(
        id: "rr-nm-length",
        title: "Rock Ridge names have at most 253 bytes",
        rationale: """
            POSIX systems allow 255 bytes for a name, and Linux cuts names from Rock Ridge at 253, so two long names may \
            become one. Names in Japanese or Chinese reach the limit with 84 characters.
            """,
        remedy: "Shorten the name before making the image.",
        severity: .warning,
        clause: .rrip("4.1.4"))

    /// Linux stops adding parts when a name would reach 254 bytes.
    private static let longest = 253

    static var concerns: RecordTraits { .unusualNameParts }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.nm) else { return }
        var length = 0
        for entry in use.entries where entry.signature == .nm { length += max(0, entry.length - 5) }
        guard length > longest else { return }
        findings.report(
            "the name has \(length.of("byte"))", expected: "at most \(longest)", actual: "\(length)",
            at: use.place("NM"))
    }

    static var examples: [Example] {
        [
            .fires("a name of 260 bytes", .continuation, at: "record:/LONGNAME.TXT") {
                var part = $0.entry("susp:/LONGNAME.TXT:NM#2")
                part.insert(contentsOf: Array("0123456789".utf8), at: 5)
                part[2] += 10
                $0.replaceEntry("susp:/LONGNAME.TXT:NM#2", with: part)
            },
            .passes("a name of 250 bytes", .continuation),
        ]
    }
}
