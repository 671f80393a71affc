import Checksums
import Digests
import DiscModel
import FileSystems
import Specimens
import Surveys

/// The image has the checksum that a list beside it gives.
enum SidecarsMatch: Rule {
    static let card = RuleCard(
        id: "checksum-sidecar",
        title: "The image has the checksum that a list beside it gives",
        rationale: """
            Publishers put SHA256SUMS, demo.iso.sha256 or Fedora's CHECKSUM beside their images. Another sum means another \
            file: an incomplete or damaged download, an image that was changed after it was published, or a list of \
            another release.
            """,
        remedy: "Fetch image and list again, and compare their dates.",
        severity: .error,
        clause: .practice("sha256sum(1) and cksum(1) lists beside images"),
        needs: .content)

    static func weigh(_ list: Sidecar, in disc: Disc, _ findings: inout Findings) {
        if let obstacle = list.obstacle, list.isGiven {
            findings.cannotDecide("\(list.name.escaped) \(obstacle)")
        }
        // An image that is cut has another sum; that it is cut says more.
        let isCut = (disc.iso?.declaredSize ?? 0) > disc.size
        for statement in list.statements {
            let line = statement.recorded.field ?? "it"
            let title = statement.expected.algorithm.title
            if let other = list.otherName {
                findings.weigh(
                    disc.checksum(statement), in: disc,
                    "\(list.name.escaped) lies beside the image and names \(other.escaped), and its \(title) is not that of the image: it is a list of another file, or the image is not the one that was published",
                    severity: .warning, causedBy: isCut ? ImageTruncated.self : nil)
                continue
            }
            let witness = Witness(of: statement, in: disc)
            findings.weigh(
                disc.checksum(statement), in: disc,
                "the image has another \(title) than \(list.name.escaped) gives in \(line)\(witness?.words ?? "")",
                severity: witness?.isProof == true ? .warning : nil,
                causedBy: isCut ? ImageTruncated.self : nil,
                remedy: witness.map {
                    $0.isProof
                        ? "Correct \(line) of \(list.name.escaped), or fetch the list again: the image is one that was published."
                        : "Fetch the lists again, from where the image was published, and compare them."
                })
        }
    }

    /// Another line or list that has the image as it is.
    private struct Witness {
        let words: String
        /// Whether its algorithm has no known collisions, so that no other image can pass for this one.
        let isProof: Bool

        /// Bytes of the shortest digest without known collisions, SHA-224.
        private static let strong = 28

        init?(of statement: ChecksumStatement, in disc: Disc) {
            let held = disc.checksums.lazy.filter {
                $0.statement.origin == .sidecar && $0.statement.subject == .image && $0.state == .verified
            }.map(\.statement)
            guard
                let found = held.max(by: { $0.expected.algorithm.byteCount < $1.expected.algorithm.byteCount }
                )
            else { return nil }
            let (own, other) = (statement.recorded, found.recorded)
            let title = found.expected.algorithm.title
            let isSame = own.path == other.path
            func name(_ recorded: Place) -> String {
                let line = recorded.field ?? "a line"
                return isSame ? line : "\(line) of \(recorded.path?.escaped ?? "another list")"
            }
            let (line, source) = (name(own), name(other))
            isProof = found.expected.algorithm.byteCount >= Self.strong
            let same = found.expected.algorithm == statement.expected.algorithm ? "the one" : "the \(title)"
            words =
                isProof
                ? "; \(source) gives \(same) that it has, so \(line) is wrong or about another image"
                : "; \(source) gives \(same) that it has, so nothing was lost on the way: \(line) is wrong, or somebody made another image with that \(title)"
        }
    }

    static var examples: [Example] {
        [
            .fires(
                "another image than the list is of",
                in: Sums.beside { name, _ in
                    ["SHA256SUMS": Sums.line(.sha256, of: [], name)]
                }, at: 0),
            .fires(
                "one of two sums is wrong",
                in: Sums.beside { name, image in
                    [
                        "\(name).md5": Sums.line(.md5, of: image, name),
                        "\(name).sha512": Sums.line(.sha512, of: [], name),
                    ]
                }, at: 0),
            .fires(
                "the weaker of two sums is wrong",
                in: Sums.beside { name, image in
                    [
                        "\(name).md5": Sums.line(.md5, of: [], name),
                        "\(name).sha512": Sums.line(.sha512, of: image, name),
                    ]
                }, at: 0, severity: .warning),
            .fires(
                "a list called after the image with the name and the sum of another file",
                in: Sums.beside { name, _ in ["\(name).sha256": Sums.line(.sha256, of: [], "other.iso")] },
                at: 0, severity: .warning),
            .fires(
                "two lines for one image, of which the other is right",
                in: Sums.beside { name, image in
                    [
                        "SHA256SUMS": Sums.line(.sha256, of: image, name) + Sums.line(.sha256, of: [], name)
                    ]
                }, at: 0, severity: .warning,
                message:
                    "the image has another SHA-256 than SHA256SUMS gives in line 2; line 1 gives the one that it has, so line 2 is wrong or about another image"
            ),
            .passes(
                "a list of the image under another name",
                in: Sums.beside { name, image in
                    ["\(name).sha256": Sums.line(.sha256, of: image, "other.iso")]
                }),
            .passes(
                "a list that is right",
                in: Sums.beside { name, image in
                    [
                        "SHA256SUMS": Sums.line(.sha256, of: image, name)
                            + Sums.line(.sha256, of: [], "other.iso")
                    ]
                }),
            .passes(
                "a digest alone in a file called after the image",
                in: Sums.beside { name, image in
                    ["\(name).sha256": Array(RunningDigest.digest(.sha256, of: image).hex.utf8)]
                }),
        ]
    }
}

/// Lists for the examples.
enum Sums {
    /// A plain image, and files beside it that are made from its name and its bytes.
    static func beside(_ files: (_ name: String, _ image: [UInt8]) -> [String: [UInt8]]) -> Wrapped {
        let (name, image) = ("example.iso", Specimen.plain.bytes)
        return Wrapped(name: name, bytes: image, siblings: files(name, image))
    }

    /// A line for one file.
    static func line(_ algorithm: DigestAlgorithm, of bytes: [UInt8], _ name: String) -> [UInt8] {
        Array("\(RunningDigest.digest(algorithm, of: bytes).hex)  \(name)\n".utf8)
    }
}
