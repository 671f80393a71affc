import Bytes
import DiscModel
import FileSystems
import Specimens

/// An identifier of an enhanced tree has at most 207 bytes (ISO 9660:1999).
enum EnhancedNamesFit: Rule {
    static let card = RuleCard(
        id: "evd-name-length",
        title: "Identifiers of the enhanced tree have at most 207 bytes",
        rationale: """
            ISO 9660:1999 allows 207 bytes, so that a record has room for what else belongs to it. Readers that reserve just \
            that many cut longer names.
            """,
        remedy: "Shorten the names.",
        severity: .note,
        clause: Clause("ISO 9660:1999", "7.5.1"))

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        guard tree.kind == .enhanced else { return }
        for slot in tree.slots.indices {
            let count = tree.identifier(slot).count
            guard count > 207 else { continue }
            findings.report(
                "the identifier has \(count.of("byte"))", expected: "at most 207", actual: "\(count)",
                at: tree.place(ofRecord: slot, DirectoryRecord.identifierLength))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "an identifier of 210 bytes", .enhanced, at: "evd:record:/README.TXT",
                DirectoryRecord.identifierLength
            ) {
                $0.renameRecord("evd:record:/README.TXT", to: Array(repeating: 0x41, count: 210))
            },
            .passes("an identifier of 207 bytes", .enhanced) {
                $0.renameRecord("evd:record:/README.TXT", to: Array(repeating: 0x41, count: 207))
            },
        ]
    }
}
