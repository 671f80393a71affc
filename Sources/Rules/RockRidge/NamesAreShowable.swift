import DiscModel
import FileSystems
import Specimens
import TextEncodings

/// A name is UTF-8 without slash, zero byte or control characters (POSIX; RRIP 1.12, 4.1.4).
enum NamesAreShowable: Rule {
    static let card = RuleCard(
        id: "rr-nm-illegal-byte",
        title: "Rock Ridge names are names that a system can show",
        rationale: """
            A slash or a zero byte cannot be part of a name: a reader that passes it on opens another file, even outside of \
            the directory. Control characters steer terminals, and bidirectional overrides hide what a file is. Bytes that \
            are not UTF-8 are usually an older character set such as Latin-1, which is guessed from all names together.
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
        if shown.text.utf8.elementsEqual(name) { return }
        findings.report(words(name, shown, use.tree), at: use.place("NM"), severity: .note)
    }

    private static func words(_ name: [UInt8], _ shown: DisplayName, _ tree: ISOTree) -> String {
        guard let (text, encoding) = tree.guessedName(name) else {
            return "the name \(shown.escaped) is not UTF-8, and in no encoding that is recognised"
        }
        return
            "the name is not UTF-8; as \(encoding.rawValue) (a guess) it reads \(DisplayName(text).escaped)"
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
            .fires(
                "code page 437", .rockRidge, at: "record:/README.TXT", severity: .note,
                message: "the name is not UTF-8; as code page 437 (a guess) it reads grün.txt"
            ) {
                $0.replaceEntry(
                    "susp:/README.TXT:NM",
                    with: Specimen.systemUseEntry(
                        "NM", [0] + Array("gr".utf8) + [0x81, 0x6E] + Array(".txt".utf8)))
            },
            .fires(
                "Shift-JIS", .rockRidge, at: "record:/README.TXT", severity: .note,
                message: "the name is not UTF-8; as Shift-JIS (a guess) it reads 日本語.txt"
            ) {
                $0.replaceEntry(
                    "susp:/README.TXT:NM",
                    with: Specimen.systemUseEntry(
                        "NM", [0, 0x93, 0xFA, 0x96, 0x7B, 0x8C, 0xEA] + Array(".txt".utf8)))
            },
            .passes("plain names", .rockRidge),
            .passes("a name in Japanese", .rockRidge) {
                $0.replaceEntry(
                    "susp:/README.TXT:NM", with: Specimen.systemUseEntry("NM", [0] + Array("日本語.txt".utf8)))
            },
        ]
    }
}
