public import DiscModel
public import FileSystems
import Specimens

/// A name is short enough for the systems that will show it (RRIP 1.12, 4.1.4).
public enum NamesFit: Rule {
    public static let card = RuleCard(
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

    public static var concerns: RecordTraits { .unusualNameParts }

    public static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.nm) else { return }
        var length = 0
        for entry in use.entries where entry.signature == .nm { length += max(0, entry.length - 5) }
        guard length > longest else { return }
        findings.report(
            "the name has \(length) bytes", expected: "at most \(longest)", actual: "\(length)",
            at: use.place("NM"))
    }

    public static var fires: [Example] {
        [
            Example("a name of 260 bytes", .continuation) {
                var part = $0.entry("susp:/LONGNAME.TXT:NM#2")
                part.insert(contentsOf: Array("0123456789".utf8), at: 5)
                part[2] += 10
                $0.replaceEntry("susp:/LONGNAME.TXT:NM#2", with: part)
            }
        ]
    }

    public static var staysSilent: [Example] { [Example("a name of 250 bytes", .continuation)] }
}
