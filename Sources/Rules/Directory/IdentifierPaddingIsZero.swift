import Bytes
import DiscModel
import FileSystems
import Specimens

/// The byte behind an identifier of even length is zero (ECMA-119, 9.1.12).
enum IdentifierPaddingIsZero: Rule {
    static let card = RuleCard(
        id: "dir-pad-byte-nonzero",
        title: "The padding byte behind an identifier of even length is zero",
        rationale: """
            The byte has no meaning and no reader looks at it. A value in it is a leftover of the writer, a damaged length \
            of the identifier, or a byte that somebody uses.
            """,
        remedy: "Nothing to do for readers; a program that writes images should clear it.",
        severity: .note,
        profiles: Profile.pedants,
        clause: .ecma119("9.1.12"))

    static func weigh(_ row: TreeRecord, in _: Disc, _ findings: inout Findings) {
        guard let field = row.record.padding, field.offset < Int(row.record.length) else { return }
        let padding = row.tree.byte(field.offset, ofRecord: row.slot)
        guard padding != 0 else { return }
        findings.report(
            "the byte behind the identifier is \(padding)", expected: "0", actual: "\(padding)",
            at: row.place(field))
    }

    static var examples: [Example] {
        [
            .fires("a padding byte of 32", .plain, at: "record:/README.TXT", 45) {
                $0.set8("record:/README.TXT", 45, 32)
            },
            .passes("padding bytes are zero", .everything),
        ]
    }
}
