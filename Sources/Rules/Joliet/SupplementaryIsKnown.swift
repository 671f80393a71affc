import Bytes
import DiscModel
import FileSystems
import Specimens

/// A supplementary descriptor is one of Joliet (ECMA-119, 8.5.6).
enum SupplementaryIsKnown: Rule {
    static let card = RuleCard(
        id: "svd-unknown",
        title: "A supplementary descriptor is one of Joliet, or names no character set",
        rationale: """
            A tree in another character set, as on Japanese discs of the 1990s, is shown by no reader of today: its names can \
            be listed and not understood. The escape sequences tell which set it is.
            """,
        remedy: "Nothing, if the primary tree has all files.",
        severity: .note,
        clause: .ecma119("8.5.6"))

    static func weigh(_ descriptor: VolumeDescriptor, in _: Disc, _ findings: inout Findings) {
        let escapes = descriptor.escapeSequences
        if descriptor.kind == .enhanced, escapes.contains(where: { $0 != 0 }) {
            findings.report(
                "the enhanced descriptor has the escape sequences \(JolietIsAnnounced.hex(escapes))",
                expected: "none",
                at: descriptor.place(VolumeDescriptor.escapeSequences))
        }
        guard descriptor.kind == .supplementary, descriptor.jolietLevel == nil else { return }
        // Nearly Joliet is said by joliet-escape-invalid.
        guard !JolietIsAnnounced.isNearly(escapes.prefix(3)) else { return }
        findings.report(
            "a supplementary descriptor has the escape sequences \(JolietIsAnnounced.hex(escapes))",
            at: descriptor.place(VolumeDescriptor.escapeSequences))
    }

    static var examples: [Example] {
        [
            .fires("no escape sequence", .joliet, at: "svd", VolumeDescriptor.escapeSequences) {
                $0.fill("svd", 88, count: 32, with: 0)
            },
            .fires(
                "an escape sequence in the enhanced descriptor", .enhanced, at: "evd",
                VolumeDescriptor.escapeSequences
            ) {
                $0.set(VolumeDescriptor.escapeSequences, byte: 12, of: "evd", 0x25)
            },
            .passes("Joliet", .joliet),
        ]
    }
}
