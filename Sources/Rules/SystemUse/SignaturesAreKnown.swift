import Bytes
import DiscModel
import FileSystems
import Specimens

/// Every entry has a signature that some extension is known to use (SUSP 1.12, 4.1).
enum SignaturesAreKnown: Rule {
    static let card = RuleCard(
        id: "susp-unknown-signature",
        title: "System use entries have signatures that are known",
        rationale: """
            Readers skip what they do not know, so an unknown entry is harmless, and whatever it was meant to say is \
            lost. It may be the extension of a rare program, a damaged entry that readers now miss, or hidden data.
            """,
        remedy:
            "Look at the bytes; where other files have a known entry in the same place, the signature is damaged.",
        severity: .note,
        clause: .susp("4.1"))

    static var concerns: RecordTraits { RecordTraits(.other) }

    static func weigh(_ use: RecordSystemUse, in _: Disc, _ findings: inout Findings) {
        guard use.kinds.contains(.other) else { return }
        for entry in use.entries where !SystemUseEntry.Signature.known.contains(entry.signature) {
            findings.report(
                "an entry of \(entry.length.of("byte")) has the unknown signature \(entry.signature)",
                at: use.place(entry))
        }
    }

    static var examples: [Example] {
        [
            .fires("an entry QQ", .rockRidge, at: "susp:/README.TXT:QQ") {
                $0.insertEntry(Specimen.systemUseEntry("QQ", [1, 2, 3]), into: "record:/README.TXT")
            },
            .fires("one bit of PX flipped", .rockRidge, at: "susp:/README.TXT:PX") {
                $0.set(SystemUseEntry.signatureField, byte: 1, of: "susp:/README.TXT:PX", 0x59)
            },
            .passes("every entry that is known", .everything),
            .passes("Apple's AA", .rockRidge) {
                $0.insertEntry(
                    Specimen.systemUseEntry("AA", Array("TEXTunix".utf8) + [0, 0], version: 2),
                    into: "record:/README.TXT")
            },
        ]
    }
}
