import Bytes
import Checksums
import Digests
import DiscModel
import FileSystems
import Specimens
import Surveys

/// The image is what a jigdo template says, part by part.
enum JigdoPartsHold: Rule {
    static let card = RuleCard(
        id: "checksum-jigdo",
        title: "The image and its parts are what a jigdo template says",
        rationale: """
            A jigdo template lists the files that an image was put together from, each with its place and digest, and the \
            digest of the whole. So it tells which file an image was put together from wrongly, where a sum over all of it \
            only says that something is wrong.
            """,
        remedy:
            "Fetch the parts that are named once more, and put the image together again with jigdo-lite.",
        severity: .error,
        clause: .practice("jigdo-file(1), template format of jigit"),
        needs: .content)

    static func weigh(_ subject: JigdoSubject, in disc: Disc, _ findings: inout Findings) {
        let download = subject.download
        if download.isGiven, !download.obstacles.isEmpty {
            findings.cannotDecide(download.obstacles.joined(separator: "; "))
        }
        if subject.isForeign(to: disc), let length = download.imageLength {
            return findings.cannotDecide(
                "\(download.template?.escaped ?? "the template") is of another image, of \(length.of("byte"))"
            )
        }
        // That the volume is cut says more.
        let isCut = (disc.iso?.declaredSize ?? 0) > disc.size
        if let length = download.imageLength, length != disc.size {
            findings.report(
                "the image has \(disc.size.of("byte")), and \(download.template?.escaped ?? download.name) is of one of \(length)",
                expected: length.of("byte"), actual: disc.size.of("byte"),
                at: Place(
                    offset: min(length, disc.size), length: max(length, disc.size) - min(length, disc.size),
                    field: "size"),
                causedBy: isCut ? ImageTruncated.self : nil)
        }
        var isTold = false
        for part in download.parts {
            let checksum = disc.checksum(part)
            if case .mismatch = checksum.state { isTold = true }
            findings.weigh(checksum, in: disc, "\(words(of: part, in: disc)), as \(download.name) has it")
        }
        if !isTold { weighSums(download, disc, &findings) }
    }

    /// The digests of the whole image, where its parts are what they should be. Where one of several holds, another is a wrong line.
    private static func weighSums(_ download: JigdoDownload, _ disc: Disc, _ findings: inout Findings) {
        let sums = download.sums.map(disc.checksum)
        let holds = sums.contains { $0.state == .verified }
        var isTold = false
        for checksum in sums {
            let recorded = checksum.statement.recorded
            let (name, title) = (
                recorded.path?.escaped ?? download.name, checksum.statement.expected.algorithm.title
            )
            if holds {
                findings.weigh(
                    checksum, in: disc,
                    "\(name) has a wrong \(title) of the image in \(recorded.field ?? "it"): another one that is recorded holds",
                    severity: .warning, remedy: "Fetch the jigdo file and its template again.")
            } else if !isTold {
                if case .mismatch = checksum.state { isTold = true }
                let rest =
                    download.parts.isEmpty
                    ? "" : ", while its parts are what they should be: the difference lies between them"
                findings.weigh(
                    checksum, in: disc, "the image has another \(title) than \(name) records\(rest)",
                    remedy:
                        "Put the image together again with jigdo-lite, by the same jigdo file and template.")
            }
        }
    }

    private static func words(of part: ChecksumStatement, in disc: Disc) -> String {
        guard case .range(let name) = part.subject, let range = part.request.ranges.first else { return "" }
        let files = FilesInRange(range, of: disc)
        let file =
            files.paths.isEmpty ? "" : " (in \(files.inWords))"
        return "the bytes from \(range.lowerBound) to \(range.upperBound - 1)\(file) are not those of \(name)"
    }

    static var examples: [Example] {
        [
            .fires(
                "a byte of a part", in: ForgedJigdo.beside { $0[$1.lowerBound + 7] ^= 1 },
                at: ForgedJigdo.partStart),
            .fires(
                "a byte between the parts", in: ForgedJigdo.beside { image, _ in image[40_000] ^= 1 }, at: 0),
            .fires(
                "an image that is cut",
                in: ForgedJigdo.beside { image, _ in image.removeLast(4_096) },
                at: ForgedJigdo.length - 4_096, severity: .note),
            .passes("an image as the template has it", in: ForgedJigdo.beside { _, _ in }),
        ]
    }
}
