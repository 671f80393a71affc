import Bytes
import DiscModel
import Specimens

/// No sector holds what dumping programs write in place of data that they could not read.
enum NoSectorIsAStandIn: Rule {
    static let card = RuleCard(
        id: "image-read-error-pattern",
        title: "No sector holds the filler of a dumping program",
        rationale: """
            Programs that read damaged discs fill up what they could not read: with 0x55, or with a text that the user chose, \
            over and over. The image is then not the disc, and the files in these sectors are damaged. A file can hold such a \
            thing, too, so look before you read the disc again.
            """,
        remedy:
            "Look at these sectors; read the disc again, in another drive if need be, and fill in what this copy lacks.",
        severity: .warning,
        confidence: .heuristic,
        clause: .practice("DiscImageCreator, safecopy -M, ddrescue --fill-mode"),
        needs: .content)

    static func weigh(_ stretch: BlankStretch, in disc: Disc, _ findings: inout Findings) {
        guard let found = stretch.standIn, !found.isCertain else { return }
        findings.weigh(stretch, found.words, in: disc)
    }

    private static let plain = EverySectorWasRead.plain

    static var examples: [Example] {
        [
            .fires("sectors of 0x55", plain, at: "data:/FILM.DAT") {
                $0.fill("data:/FILM.DAT", 0, count: .sector * 17, with: 0x55)
            },
            .fires("a text about a sector, alone", plain, at: "data:/FILM.DAT", .sector) {
                $0.set(
                    "data:/FILM.DAT", .sector,
                    Array("Unreadable sector".utf8) + [UInt8](repeating: 0, count: 2_031))
            },
            .fires("any text, from one file into the next", plain, at: "data:/FILM.DAT", 36_864) {
                $0.set("data:/FILM.DAT", .sector * 18, EverySectorWasRead.filled("Janes copy ", .sector * 5))
            },
            .passes("a file of one byte over and over", plain),
            .passes("a file of one text over and over", EverySectorWasRead.file("hello ")),
            .passes(
                "a short text about a sector",
                Specimen { $0.files = [.init("/A.TXT", .bytes(Array("bad sector".utf8)))] }),
            .passes("a single sector of 0x55", plain) {
                $0.fill("data:/FILM.DAT", 0, count: .sector, with: 0x55)
            },
        ]
    }
}
