import ChecksumLists
import Digests
import DiscModel
import Specimens
import Surveys

/// Every line of a list beside the image is understood.
enum SidecarsAreUnderstood: Rule {
    static let card = RuleCard(
        id: "checksum-sidecar-malformed",
        title: "Every line of a list beside the image is a checksum that can be verified",
        rationale: """
            A line that is cut, garbled, or of an algorithm that is not known here verifies nothing, and it may have been \
            the one about this image.
            """,
        remedy: "Fetch the list again, or ask its publisher for one in the way of sha256sum.",
        severity: .warning,
        clause: .practice("sha256sum(1), cksum(1), hashdeep(1): formats of lists"),
        needs: .content)

    static func weigh(_ list: Sidecar, in disc: Disc, _ findings: inout Findings) {
        for problem in list.problems {
            findings.report(
                "\(list.name.escaped), line \(problem.line): \(problem.what)",
                at: list.place(ofLine: problem.line))
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "a line that is cut",
                in: Sums.beside { name, image in
                    [
                        "SHA256SUMS": Sums.line(.sha256, of: image, name)
                            + Array("0123456789abcdef  other.iso\n".utf8)
                    ]
                }, at: "line 2"),
            .fires(
                "an algorithm that is not known",
                in: Sums.beside { name, _ in
                    ["\(name).CHECKSUM": Array("WHIRLPOOL (\(name)) = 00\n".utf8)]
                }, at: "line 1"),
            .passes(
                "a list without a fault",
                in: Sums.beside { name, image in
                    ["SHA256SUMS": Sums.line(.sha256, of: image, name)]
                }),
            .passes(
                "a broken list of other images beside it",
                in: Sums.beside { name, image in
                    [
                        "SHA256SUMS": Sums.line(.sha256, of: image, name),
                        "MD5SUMS": Array("0123456789abcdef  other.iso\n".utf8),
                    ]
                }),
        ]
    }
}
