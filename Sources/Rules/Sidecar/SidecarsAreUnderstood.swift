import ChecksumLists
import Digests
public import DiscModel
import Specimens
public import Surveys

/// Every line of a list beside the image is understood.
public enum SidecarsAreUnderstood: Rule {
    public static let card = RuleCard(
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

    public static func weigh(_ list: Sidecar, in disc: Disc, _ findings: inout Findings) {
        for problem in list.problems {
            findings.report(
                "\(list.name.escaped), line \(problem.line): \(problem.what)",
                at: list.place(ofLine: problem.line))
        }
    }

    public static var fires: [Example] {
        [
            Example(
                "a line that is cut",
                in: Sums.beside { name, image in
                    [
                        "SHA256SUMS": Sums.line(.sha256, of: image, name)
                            + Array("0123456789abcdef  other.iso\n".utf8)
                    ]
                }),
            Example(
                "an algorithm that is not known",
                in: Sums.beside { name, _ in
                    ["\(name).CHECKSUM": Array("WHIRLPOOL (\(name)) = 00\n".utf8)]
                }),
        ]
    }

    public static var staysSilent: [Example] {
        [
            Example(
                "a list without a fault",
                in: Sums.beside { name, image in
                    ["SHA256SUMS": Sums.line(.sha256, of: image, name)]
                }),
            Example(
                "a broken list of other images",
                in: Sums.beside { _, _ in
                    ["MD5SUMS": Array("0123456789abcdef  other.iso\n".utf8)]
                }),
        ]
    }
}
