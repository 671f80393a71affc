import Bytes
import DiscModel
import FileSystems
import Specimens

/// ER names Rock Ridge or another extension that is known (RRIP 1.12, 4.3).
enum ExtensionIsRegistered: Rule {
    static let card = RuleCard(
        id: "susp-er-identity",
        title: "ER names a known extension, in version 1",
        rationale: """
            Rock Ridge calls itself RRIP_1991A, IEEE_P1282 or IEEE_1282, the attributes of libisofs AAIP_0200. Another \
            name is a private extension, or a damaged one that strict readers no longer take for Rock Ridge.
            """,
        remedy: "Nothing, if the extension is meant; otherwise make or copy the image again.",
        severity: .note,
        clause: .rrip("4.3"))

    private static let known: Set<String> = [
        "RRIP_1991A", "IEEE_P1282", "IEEE_1282", "AAIP_0200", "AAIP_0100",
    ]

    static func weigh(_ tree: ISOTree, in _: Disc, _ findings: inout Findings) {
        for reference in ExtensionReference.all(in: tree) {
            let name = DisplayName(utf8: reference.identifier)
            let isKnown = known.contains(name.text)
            guard !isKnown || reference.version != 1 else { continue }
            findings.report(
                "the extension is named (ER) as \(name.escaped) in version \(reference.version)",
                expected: known.sorted().joined(separator: ", ") + " in version 1",
                actual: "\(name.escaped) in version \(reference.version)",
                at: isKnown
                    ? tree.place(of: reference.entry, slot: 0, ExtensionEntry.version.any)
                    : tree.place(of: reference.entry, slot: 0, reference.identifierField.any))
        }
    }

    static var examples: [Example] {
        [
            .fires("one bit of the identifier flipped", .rockRidge, at: "susp:/.:ER", 8) {
                $0.set8("susp:/.:ER", 8, 0x48)
            },
            .fires("version 3", .rockRidge, at: "susp:/.:ER", 7) {
                $0.set(ExtensionEntry.version, of: "susp:/.:ER", 3)
            },
            .passes("IEEE_P1282", .rockRidge),
            .passes("RRIP_1991A", .rockRidge) { $0.set("susp:/.:ER", 8, Array("RRIP_1991A".utf8)) },
        ]
    }
}
