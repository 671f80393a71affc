import Bytes
import DiscModel
import SectorCodes
import Specimens
import Surveys

/// Files in a row that have content by their names hold some.
enum FilesAreMoreThanZeros: Rule {
    static let card = RuleCard(
        id: "image-zero-files",
        title: "Files that have content by their names are more than zeros",
        rationale: """
            Text, pictures, programs and archives are never zeros from the first byte to the last. Where several of them in a row are, \
            a download left a hole that was filled up later, or a copy ran into an error and went on with zeros: the directories are \
            whole, and the files are gone.
            """,
        remedy: "Download or copy the image again, and compare it with the checksum of its publisher.",
        severity: .warning,
        confidence: .heuristic,
        clause: .practice("downloads and copies with holes"),
        needs: .content)

    /// How many of them are no chance.
    private static let enough = 3

    static func weigh(_ stretch: BlankStretch, in _: Disc, _ findings: inout Findings) {
        guard let run = stretch.run, run.kind == .filled(0) else { return }
        // The first of them may have begun before.
        let files = stretch.owners.filter { owner in
            owner.range.upperBound == owner.extent.end && hasContent(owner.path.text)
        }
        let starts = Set(files.map(\.extent.offset))
        guard starts.count >= enough, let first = files.first else { return }
        let whole = starts.count { $0 >= run.offset }
        let cut = whole < starts.count ? " and the end of \(first.path.escaped)" : ""
        findings.report(
            "sectors \(run.offset / .sector) to \(run.end / .sector - 1) are nothing but zeros, and \(whole.of("file")) in them with all their bytes\(cut.isEmpty ? ", first \(first.path.escaped)" : cut)",
            at: first.place)
    }

    /// Kinds of files with a beginning that is not zero, by the end of their names.
    private static let kinds: Set<String> = [
        "7z", "apk", "bz2", "c", "cab", "conf", "cfg", "css", "csv", "deb", "dll", "doc", "docx", "efi",
        "exe", "flac", "gif",
        "gz", "h", "htm", "html", "inf", "ini", "jar", "jpeg", "jpg", "js", "json", "md", "mkv", "mod", "mp3",
        "mp4", "ogg",
        "pdf", "png", "ppt", "py", "rar", "rpm", "rtf", "sh", "so", "sql", "squashfs", "svg", "tar", "tgz",
        "tif", "tiff", "txt",
        "udeb", "wav", "wim", "xls", "xlsx", "xml", "xz", "yaml", "yml", "zip", "zst",
    ]

    private static func hasContent(_ path: String) -> Bool {
        path.withoutVersion.split(separator: ".").last.map { kinds.contains($0.lowercased()) } ?? false
    }

    private static func zeros(_ ending: String, _ count: Int) -> Specimen {
        Specimen {
            $0.files = (0..<count).map {
                .init("/FILE\($0).\(ending)", .bytes([UInt8](repeating: 0, count: 400_000)))
            }
        }
    }

    private static let halved = Specimen {
        let half = [UInt8](repeating: 0x20, count: 200_704) + [UInt8](repeating: 0, count: 199_296)
        $0.files = (0..<3).map {
            .init("/FILE\($0).TXT", .bytes($0 == 0 ? half : [UInt8](repeating: 0, count: 400_000)))
        }
    }

    static var examples: [Example] {
        [
            .fires("four texts of zeros", zeros("TXT", 4), at: "data:/FILE0.TXT"),
            .fires(
                "two texts of zeros and the half of one before them", halved, at: "data:/FILE0.TXT", 200_704),
            .passes("four disks of zeros", zeros("IMG", 4)),
            .passes("two texts of zeros", zeros("TXT", 2)),
        ]
    }
}
