import Bytes
import DiscModel
import FileSystems
import Specimens

/// A Joliet name has no character that Joliet forbids.
enum JolietNamesAreAllowed: Rule {
    static let card = RuleCard(
        id: "joliet-forbidden-char",
        title: "Joliet names have no forbidden characters",
        rationale: """
            Control characters and * / : ; ? \\ are not allowed, because Windows cannot use them in names: such a file can be \
            seen and not opened, or a reader takes the name for a path. A version number behind a semicolon is allowed.
            """,
        remedy: "Rename the file before making the image.",
        severity: .warning,
        clause: .joliet("Allowed Character Set"))

    static var concerns: RecordTraits { .unusualIdentifier }

    static func weigh(_ name: JolietName, in _: Disc, _ findings: inout Findings) {
        guard name.traits.contains(.forbidden) else { return }
        let found = name.units.filter { $0 < 0x80 && JolietName.isForbidden(UInt8($0)) }
        let codes = Set(found).sorted().map {
            "U+00" + UInt8($0).hexadecimal(uppercase: true)
        }
        findings.report(
            "the name \(name.display) has forbidden characters", actual: codes.joined(separator: " "),
            at: name.place)
    }

    static var examples: [Example] {
        [
            .fires("a colon", .joliet, at: "svd:record:/readme.txt", 33) {
                $0.set8("svd:record:/readme.txt", 36, 0x3A)
            },
            .fires("a zero character", .joliet, at: "svd:record:/readme.txt", 33) {
                $0.set8("svd:record:/readme.txt", 36, 0)
            },
            .fires("a semicolon in a directory", .joliet, at: "svd:record:/docs", 33) {
                $0.set8("svd:record:/docs", 36, 0x3B)
            },
            .passes("names with version numbers", .joliet),
        ]
    }
}
