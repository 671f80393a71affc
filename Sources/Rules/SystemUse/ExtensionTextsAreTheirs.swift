import Bytes
import DiscModel
import FileSystems
import Specimens

/// Description and source in ER are those that belong to the identifier (SUSP 1.12, 5.5; RRIP 1.12, 4.3).
enum ExtensionTextsAreTheirs: Rule {
    static let card = RuleCard(
        id: "susp-er-text",
        title: "Description and source in ER are those that belong to its identifier",
        rationale: """
            The specification of an extension prescribes all three texts of ER. Readers look at the identifier only, so a \
            wrong letter in the others goes unseen; it tells that the image is damaged, or made by an unusual program.
            """,
        remedy: "Compare the image with its source; nothing is wrong with the files themselves.",
        severity: .note,
        profiles: Profile.examiners,
        clause: .rrip("4.3"))

    /// Description and source by identifier.
    private static let texts: [String: (description: String, source: String)] = [
        "RRIP_1991A": (
            "THE ROCK RIDGE INTERCHANGE PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS",
            """
            PLEASE CONTACT DISC PUBLISHER FOR SPECIFICATION SOURCE. SEE PUBLISHER IDENTIFIER IN PRIMARY VOLUME \
            DESCRIPTOR FOR CONTACT INFORMATION.
            """
        ),
        "IEEE_P1282": (
            "THE IEEE P1282 PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS.",
            "PLEASE CONTACT THE IEEE STANDARDS DEPARTMENT, PISCATAWAY, NJ, USA FOR THE P1282 SPECIFICATION."
        ),
        "IEEE_1282": (
            "THE IEEE 1282 PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS.",
            "PLEASE CONTACT THE IEEE STANDARDS DEPARTMENT, PISCATAWAY, NJ, USA FOR THE 1282 SPECIFICATION."
        ),
        "AAIP_0200": (
            "AL PROVIDES VIA AAIP 2.0 SUPPORT FOR ARBITRARY FILE ATTRIBUTES IN ISO 9660 IMAGES",
            "PLEASE CONTACT THE LIBBURNIA PROJECT VIA LIBBURNIA-PROJECT.ORG"
        ),
    ]

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        // Where the lengths do not fit the entry, nobody knows where a text begins; `ExtensionTextsFit` says so.
        for reference in ExtensionReference.all(in: tree)
        where reference.neededLength == reference.entry.length {
            guard let theirs = texts[String(decoding: reference.identifier, as: UTF8.self)] else { continue }
            let start = reference.identifierField.range.upperBound
            check(
                "description", theirs.description, of: reference, start..<start + reference.descriptorLength)
            check(
                "source", theirs.source, of: reference,
                start + reference.descriptorLength..<reference.neededLength)
        }
        func check(_ name: String, _ text: String, of reference: ExtensionReference, _ range: Range<Int>) {
            let field = Field<Text>(name, range, "SUSP, 5.5")
            let recorded = reference.entry[field]
            guard comparable(recorded) != comparable(Array(text.utf8)[...]) else { return }
            findings.report(
                "the \(name) of the extension (ER) is \"\(DisplayName(utf8: [UInt8](recorded)).escaped)\"",
                expected: text,
                at: tree.place(of: reference.entry, slot: 0, field.any))
        }
    }

    /// Without a full stop at the end, which programs leave out, and the second of two spaces.
    private static func comparable(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        for byte in text where byte != 0x20 || kept.last != 0x20 { kept.append(byte) }
        if kept.last == 0x2E { kept.removeLast() }
        return kept
    }

    static var examples: [Example] {
        [
            .fires("one bit of the description flipped", .rockRidge, at: "susp:/.:ER", 18) {
                $0.set8("susp:/.:ER", 30, 0x01)
            },
            .fires("one letter of the source in lower case", .rockRidge, at: "susp:/.:ER", 90) {
                $0.set8("susp:/.:ER", 8 + 10 + 72, 0x70)
            },
            .passes("texts of IEEE_P1282", .rockRidge),
            .passes("an extension that nobody knows", .rockRidge) {
                $0.set("susp:/.:ER", 8, Array("OTHER".utf8))
            },
        ]
    }
}
