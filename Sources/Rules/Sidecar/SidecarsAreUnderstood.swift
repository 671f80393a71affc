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
            the one about this image. A list that is called after the image and names another file makes sha256sum -c fail, \
            which is a warning in the profile release.
            """,
        remedy: "Fetch the list again, or ask its publisher for one in the way of sha256sum.",
        severity: .warning,
        clause: .practice("sha256sum(1), cksum(1), hashdeep(1): formats of lists"),
        needs: .content)

    static func weigh(_ list: Sidecar, in disc: Disc, _ findings: inout Findings) {
        // A list that somebody asked for is left open by the rule about its sums.
        if let obstacle = list.obstacle, !list.isGiven, list.problems.isEmpty {
            findings.report(
                "\(list.name.escaped) lies beside the image and \(obstacle)", at: list.place(),
                severity: findings.note(warningIn: [.release]))
        }
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
            .fires(
                "a SHA-256 in a list of MD5",
                in: Sums.beside { name, image in ["MD5SUMS": Sums.line(.sha256, of: image, name)] },
                at: "line 1"),
            .fires(
                "a list called after the image that names another",
                in: Sums.beside { name, image in
                    ["\(name).sha256": Sums.line(.sha256, of: image, "build/other.iso")]
                }, at: nil as Int?, severity: .note),
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
