import Digests
import DiscModel
import Specimens
import Surveys

/// Says what is known of the signature over the SUSE media tag.
enum SUSESignatureIsVerified: Rule {
    static let card = RuleCard(
        id: "checksum-suse-signature",
        title: "The signature of the SUSE media tag is where the tag says",
        rationale: """
            The tag can name a block with an OpenPGP signature over itself. Without the key of the maker its sums only \
            show that the image is undamaged, not whose it is.
            """,
        remedy: "Verify the signature with checkmedia --key-file and the key of the maker.",
        severity: .note,
        clause: .practice("checkmedia"))

    static func weigh(_ facts: TagMediaFacts, in _: Disc, _ findings: inout Findings) {
        guard let signature = facts.signature else { return }
        let place = Place(
            offset: signature.range.lowerBound, length: UInt64(signature.range.count),
            field: "SUSE signature block")
        if !signature.isMarked {
            findings.report(
                "the SUSE media tag names a signature at \(Damage.sectors(signature.range)), where no signature block stands",
                at: place, severity: .warning)
        } else if signature.isSigned {
            findings.report("the signature of the SUSE media tag was not verified", at: place)
        }
    }

    static var examples: [Example] {
        [
            .fires("a signature that isocheck cannot verify", .plain, at: "padding") {
                $0.tagMedia(.sha256, padding: 10, signature: "-----BEGIN PGP SIGNATURE-----\n")
            },
            .fires("no block where the tag says", .plain, at: "padding", severity: .warning) {
                $0.tagMedia(.sha256, padding: 10, signature: "")
                $0.set8("padding", 0, 0)
            },
            .passes("a block without a signature", .plain) {
                $0.tagMedia(.sha256, padding: 10, signature: "")
            },
            .passes("no signature", .plain) { $0.tagMedia(.sha256, padding: 10) },
        ]
    }
}
