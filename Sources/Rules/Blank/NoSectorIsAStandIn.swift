import Bytes
import DiscModel
import Specimens
import Surveys

/// No sector holds what a dumping program writes in place of data that it could not read.
enum NoSectorIsAStandIn: Rule {
    static let card = RuleCard(
        id: "image-read-error-pattern",
        title: "No sector holds the filler of a dumping program",
        rationale: """
            Programs that read damaged discs leave a mark where they read nothing: dvdisaster and safecopy a text, others \
            sectors of 0x55. The image is then not the disc, and the files in these sectors are damaged.
            """,
        remedy: "Read the disc again, in another drive if need be, and fill in what this copy lacks.",
        severity: .warning,
        confidence: .heuristic,
        clause: .practice("dvdisaster, safecopy, DiscImageCreator"),
        needs: .content)

    static func weigh(_ stretch: BlankStretch, in _: Disc, _ findings: inout Findings) {
        guard let run = stretch.run, let what = name(of: run.kind) else { return }
        let owner = stretch.owners.first
        let whose = owner.map { ", in \($0.path.escaped)" } ?? ""
        let count = run.length / .sector
        findings.report(
            "\(count.of("sector")) \(count == 1 ? "holds" : "hold") \(what)\(whose)",
            at: owner?.place ?? Place(offset: run.offset, length: run.length))
    }

    private static func name(of kind: BlankRun.Kind) -> String? {
        switch kind {
        case .zero: nil
        // Flash memory and tapes are filled with 0xFF, disk images with many values; only this one is known of dumps.
        case .filled(let byte):
            byte == 0x55 ? "nothing but 0x55, as programs fill up what they could not read" : nil
        case .filler(let filler): filler.rawValue
        }
    }

    private static let plain = Specimen {
        $0.files = [.init("/FILM.DAT", .bytes([UInt8](repeating: 7, count: .sector * 20)))]
    }

    static var examples: [Example] {
        [
            .fires("a sector that dvdisaster could not read", plain, at: "data:/FILM.DAT", .sector) {
                $0.set("data:/FILM.DAT", .sector, Array("dvdisaster dead sector marker\n".utf8))
            },
            .fires("sectors of 0x55", plain, at: "data:/FILM.DAT") {
                $0.fill("data:/FILM.DAT", 0, count: .sector * 17, with: 0x55)
            },
            .passes("a file of one byte over and over", plain),
            .passes("a single sector of 0x55", plain) {
                $0.fill("data:/FILM.DAT", 0, count: .sector, with: 0x55)
            },
        ]
    }
}
