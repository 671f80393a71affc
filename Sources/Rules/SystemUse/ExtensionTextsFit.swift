import Bytes
import DiscModel
import FileSystems
import Specimens

/// The three texts of ER fill the entry (SUSP 1.12, 5.5).
enum ExtensionTextsFit: Rule {
    static let card = RuleCard(
        id: "susp-er-lengths",
        title: "The three texts of ER fill the entry exactly",
        rationale: """
            ER gives the length of identifier, description and source. When their sum is larger than the entry, a reader \
            that trusts it copies memory behind its buffer; Linux once did. When it is smaller, one of the lengths is wrong.
            """,
        remedy:
            "Make or copy the image again; on an image of unknown origin suspect an attack on its reader.",
        severity: .error,
        clause: .susp("5.5"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        for reference in ExtensionReference.all(in: tree)
        where reference.neededLength != reference.entry.length {
            let tooLong = reference.neededLength > reference.entry.length
            findings.report(
                "the texts that name the extension (ER) have \(reference.identifierLength), \(reference.descriptorLength) and \(reference.sourceLength.of("byte")) in an entry of \(reference.entry.length)",
                expected: "\(reference.neededLength.of("byte"))",
                actual: "\(reference.entry.length.of("byte"))",
                at: tree.place(of: reference.entry, slot: 0), severity: tooLong ? nil : .warning)
        }
    }

    static var examples: [Example] {
        [
            .fires("a source longer than the entry", .rockRidge, at: "susp:/.:ER") {
                $0.set(ExtensionEntry.sourceLength, of: "susp:/.:ER", 255)
            },
            .fires("an identifier two bytes too short", .rockRidge, at: "susp:/.:ER", severity: .warning) {
                $0.set(ExtensionEntry.identifierLength, of: "susp:/.:ER", 8)
            },
            .passes("texts that fill the entry", .rockRidge),
        ]
    }
}
