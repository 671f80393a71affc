import Bytes
import DiscModel
import FileSystems
import SectorCodes
import Specimens
import Surveys

/// Compressed files can be unpacked.
enum PackedFilesUnpack: Rule {
    static let card = RuleCard(
        id: "image-packed-damaged",
        title: "Compressed files can be unpacked",
        rationale: """
            Compressed data carries checks of its own. Files by gzip, bzip2, xz and zstd, packages and kernels in which whole sectors \
            of zeros or of a filler stand are tried, those whose last bytes are not the end of one, and all that zisofs packed; 7-Zip \
            archives, packages of Debian and SquashFS say how long they are. What fails is damaged: the programs that unpack it \
            stop there, an installer with them, and Linux reports an input/output error for a file of zisofs.
            """,
        remedy: "Copy or download the image again; the file named is damaged.",
        severity: .error,
        confidence: .firm,
        clause: .practice("gzip -t, xz -t, zstd -t, zisofs"),
        needs: .content)

    static func weigh(_ files: PackedFilesFacts, in disc: Disc, _ findings: inout Findings) {
        let index = FileIndex(disc)
        let runs = disc.facts(BlankRunsFacts.self)?.runs ?? []
        // bsdtar of libarchive 3.6.2 cuts files that do not become smaller; neither it nor xorriso nor Linux gets them back.
        let isCutByMaker = findings.authoring.tools.contains(.libarchive)
        for file in index.files {
            guard let first = file.extents.first else { continue }
            if case .cut(let why) = files.files[first.offset] { report(file, first, why, &findings) }
            guard case .damaged(let why) = files.files[first.offset] else { continue }
            let run = runs.first { $0.offset < first.end && $0.end > first.offset }
            let blank = run.map { max($0.offset, first.offset)..<min($0.end, first.end) }
            let range = blank ?? first.offset..<first.end
            let whole =
                blank.map {
                    "; \(Damage.sectors($0)) in it \($0.count > .sector ? "hold" : "holds") \(words(of: run))"
                } ?? ""
            findings.report(
                "\(file.path.escaped) cannot be unpacked: \(why)\(whole)",
                at: Place(
                    offset: range.lowerBound, length: UInt64(range.count), tree: file.tree, path: file.path),
                remedy: isCutByMaker && blank == nil
                    ? "Make the image again without zisofs, or with xorriso: bsdtar writes such files wrong."
                    : nil)
        }
    }

    /// A file that is shorter than it should be was so before it came onto the image, or its record is wrong.
    private static func report(
        _ file: FileIndex.File, _ extent: FileTree.Extent, _ why: String, _ findings: inout Findings
    ) {
        findings.report(
            "\(file.path.escaped) cannot be unpacked: \(why)",
            at: Place(offset: extent.offset, length: extent.length, tree: file.tree, path: file.path),
            remedy:
                "Get this file again from where it came from, compare its length, and make the image again: it was cut before."
        )
    }

    private static func words(of run: BlankRun?) -> String {
        switch run?.kind {
        case .filled(0): "nothing but zeros"
        case .filled(let byte): "nothing but 0x\(String(byte, radix: 16, uppercase: true))"
        default: "the filler of a program"
        }
    }

    static var examples: [Example] {
        [
            .fires("a sector of zeros in a gzip file", packed, at: "data:/PACKED.GZ", .sector) {
                $0.fill("data:/PACKED.GZ", .sector, count: .sector, with: 0)
            },
            .fires("a sector of 0xFF in it", packed, at: "data:/PACKED.GZ", .sector) {
                $0.fill("data:/PACKED.GZ", .sector, count: .sector, with: 0xFF)
            },
            .fires("a gzip file whose end was cut off", cut(by: 5_000), at: "data:/PACKED.GZ"),
            .fires("the data of a file of zisofs", .zisofs, at: "data:/PACKED.TXT") {
                $0.set8(ZisofsExample.data, 60, 0x55)
            },
            .passes("a gzip file that holds zeros by right", packed),
            .passes("a file that mkzftree packed", .zisofs),
        ]
    }

    /// A file of gzip without a blank sector, and without its last bytes.
    private static func cut(by bytes: Int) -> Specimen {
        let content = (0..<40_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 11) | 1 }
        return Specimen { plan in
            plan.files = [.init("/PACKED.GZ", .bytes(Wrapped.gzip(content).bytes.dropLast(bytes)))]
        }
    }

    /// A file of gzip whose data is stored, three sectors of bytes and three of zeros.
    private static let packed = Specimen {
        let content = (0..<6_144).map { UInt8(truncatingIfNeeded: $0 * 31 + $0 >> 8) }
        $0.files = [
            .init("/PACKED.GZ", .bytes(Wrapped.gzip(content + [UInt8](repeating: 0, count: 6_144)).bytes))
        ]
    }
}
