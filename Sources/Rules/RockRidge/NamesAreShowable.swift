import DiscModel
import FileSystems
import Specimens

/// A name is UTF-8 without slash, zero byte or control characters (POSIX; RRIP 1.12, 4.1.4).
enum NamesAreShowable: Rule {
    static let card = RuleCard(
        id: "rr-nm-illegal-byte",
        title: "Rock Ridge names are names that a system can show",
        rationale: """
            A slash or a zero byte cannot be part of a name: a reader that passes it on opens another file, even outside of \
            the directory. Control characters steer terminals, and bidirectional overrides hide what a file is. Bytes that \
            are not UTF-8 are usually an older character set such as Latin-1.
            """,
        remedy: "Rename the file before making the image; give the character set to the mastering program.",
        severity: .warning,
        clause: .rrip("4.1.4"))

    static var concerns: RecordTraits { [.unusualName, .unusualNameParts] }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.nm), !use.isDot else { return }
        var isPlain = true
        for entry in use.entries where entry.signature == .nm {
            // Printable ASCII but "/": the names of nearly all discs.
            for byte in entry.bytes.dropFirst(5) where byte < 0x20 || byte > 0x7E || byte == 0x2F {
                isPlain = false
            }
            if entry.length <= 7 { isPlain = false }
        }
        guard !isPlain, let name = RockRidge.name(in: use.entries) else { return }
        weigh(name, use, &findings)
    }

    private static func weigh(_ name: [UInt8], _ use: RecordSystemUse, _ findings: inout Findings) {
        let shown = DisplayName(utf8: name)
        func report(_ what: String, _ severity: Severity? = nil) {
            findings.report("the name \(shown.escaped) \(what)", at: use.place("NM"), severity: severity)
        }
        if name == [0x2E] || name == [0x2E, 0x2E] {
            return report("is that of a directory itself or its parent", .error)
        }
        if name.contains(0x2F) { return report("has a slash", .error) }
        if name.contains(0) { return report("has a zero byte", .error) }
        if name.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return report("has a control character") }
        if shown.text.unicodeScalars.contains(where: isSpoof) {
            return report("has invisible or bidirectional controls")
        }
        guard shown.text.utf8.elementsEqual(name) else { return report("is not UTF-8", .note) }
    }

    /// Characters that only serve to show another name than there is. Joiners, which some scripts need, do not count.
    private static func isSpoof(_ scalar: Unicode.Scalar) -> Bool {
        DisplayName.isHostile(scalar) && scalar.value != 0x200C && scalar.value != 0x200D
    }

    static var examples: [Example] {
        [
            .fires("a slash in the name", .rockRidge, at: "record:/README.TXT", severity: .error) {
                $0.set8("susp:/README.TXT:NM", 6, 0x2F)
            },
            .fires("an escape character in the name", .rockRidge, at: "record:/README.TXT") {
                $0.set8("susp:/README.TXT:NM", 6, 0x1B)
            },
            .fires("a byte of Latin-1", .rockRidge, at: "record:/README.TXT", severity: .note) {
                $0.set8("susp:/README.TXT:NM", 6, 0xE9)
            },
            .passes("plain names", .rockRidge),
            .passes("a name in Japanese", .rockRidge) {
                $0.replaceEntry(
                    "susp:/README.TXT:NM", with: Specimen.systemUseEntry("NM", [0] + Array("日本語.txt".utf8)))
            },
        ]
    }
}
