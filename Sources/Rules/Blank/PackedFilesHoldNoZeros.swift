import Bytes
import DiscModel
import SectorCodes
import Specimens
import Surveys

/// A file of a compressed kind holds no long run of zeros.
enum PackedFilesHoldNoZeros: Rule {
    static let card = RuleCard(
        id: "image-sparse-zero-run",
        title: "Compressed files hold no long run of zeros",
        rationale: """
            Compression leaves no megabyte of zeros. Where a packed file has one, a download left a hole, a copy lost blocks, \
            or a program filled up what it could not read.
            """,
        remedy: "Test the file with the program that unpacks it, and compare the image with another copy.",
        severity: .warning,
        confidence: .heuristic,
        clause: .practice("downloads and copies with holes"),
        needs: .content)

    static func weigh(_ stretch: BlankStretch, in disc: Disc, _ findings: inout Findings) {
        guard let run = stretch.run, case .filled(let byte) = run.kind else { return }
        let tried = disc.facts(PackedFilesFacts.self)?.files ?? [:]
        for owner in stretch.owners {
            let what: String
            switch tried[owner.extent.offset] {
            // Whoever unpacked it knows better.
            case .whole, .damaged, .cut: continue
            case .doubtful(let kind, let least, let end):
                let last = min(owner.range.upperBound, end)
                guard byte == 0, last >= owner.range.lowerBound.adding(least) else { continue }
                what = "as \(kind) never does"
            case nil:
                guard byte == 0, owner.range.count >= 1 << 20, isPacked(owner.path.text) else { continue }
                what = "as no compressed file does"
            }
            let contents = byte == 0 ? "zeros" : "0x\(String(byte, radix: 16, uppercase: true))"
            findings.report(
                "\(owner.path.escaped) holds \(owner.range.count.sectorsNeeded.of("sector")) of \(contents), \(what)",
                at: owner.place)
            // The same bytes under another name say the same.
            return
        }
    }

    /// Kinds of files whose bytes are spread evenly, by the end of their names.
    private static let packed: Set<String> = [
        "7z", "apk", "bz2", "cab", "deb", "esd", "gz", "jar", "jpeg", "jpg", "lzma", "mp3", "png", "rar",
        "rpm",
        "sfs", "squashfs", "tbz", "tgz", "txz", "udeb", "wim", "xz", "zip", "zst",
    ]

    private static func isPacked(_ path: String) -> Bool {
        path.withoutVersion.split(separator: ".").last.map { packed.contains($0.lowercased()) } ?? false
    }

    private static func image(_ path: String) -> Specimen {
        Specimen {
            $0.files = [.init(path, .bytes([0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 1_100_000)))]
        }
    }

    static var examples: [Example] {
        [
            .fires("an archive with a megabyte of zeros", image("/DATA.ZIP"), at: "data:/DATA.ZIP", .sector),
            .passes("the same bytes in a file of another kind", image("/DISK.IMG")),
            .passes(
                "a small archive", Specimen { $0.files = [.init("/DATA.ZIP", .bytes([0x50, 0x4B, 3, 4]))] }),
        ]
    }
}
