import Digests
import DiscModel
import Specimens
import Surveys

/// A list beside the image is signed, and its signature is good.
enum SidecarsAreSigned: Rule {
    static let card = RuleCard(
        id: "checksum-sidecar-unsigned",
        title: "A list beside the image carries a good signature",
        rationale: """
            Who can put another image in the place of the right one can put another list beside it. Only a signature \
            tells that the publisher wrote the list; a list without one protects against accidents, not against people. \
            Lines above or below the signed text are not signed, whatever the signature says.
            """,
        remedy: """
            Fetch the signature (SHA256SUMS.gpg, SHA256SUMS.sign, demo.iso.sha256.asc) beside the list, install gpgv, and \
            name the publisher's keyring with --keyring.
            """,
        severity: .note,
        clause: .practice("OpenPGP (RFC 9580), clear-signed and detached signatures of lists"),
        needs: .content)

    static func weigh(_ list: Sidecar, in disc: Disc, _ findings: inout Findings) {
        guard !list.statements.isEmpty else { return }
        let name = list.name.escaped
        switch list.signature {
        case .none: findings.report("\(name) is not signed", at: list.place())
        case .unverified(let why):
            findings.report("the signature of \(name) was not verified: \(why)", at: list.place())
        case .bad(let why):
            findings.report(
                "the signature of \(name) is bad: \(why)", at: list.place(), severity: .error,
                remedy: """
                    Trust neither the list nor the image: somebody changed the list after it was signed, or its key was \
                    withdrawn. Fetch list, signature and image again from the publisher.
                    """)
        case .good:
            for line in list.unsignedLines {
                findings.report(
                    "line \(line) of \(name) stands outside of the text that is signed",
                    at: list.place(ofLine: line), severity: .warning)
            }
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a list without a signature",
                in: Sums.beside { name, image in
                    ["SHA256SUMS": Sums.line(.sha256, of: image, name)]
                }, at: nil),
            .fires(
                "a signature that nobody verified",
                in: Sums.beside { name, image in
                    [
                        "SHA256SUMS": Sums.line(.sha256, of: image, name),
                        "SHA256SUMS.gpg": [0x88, 0x5E, 0x04, 0x00],
                    ]
                }, at: nil),
            .passes(
                "a list of which nothing can be verified",
                in: Sums.beside { name, _ in
                    ["\(name).CHECKSUM": Array("WHIRLPOOL (\(name)) = 00\n".utf8)]
                }),
        ]
    }
}
