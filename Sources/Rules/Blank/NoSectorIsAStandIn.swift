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

    private static let mixed = Specimen {
        $0.files = [
            .init("/FILM.DAT", .bytes((0..<20_480).map { UInt8(truncatingIfNeeded: $0 * 31 + $0 >> 8) }))
        ]
    }

    /// Files of texts that do not end with a sector.
    private static let displaced = Specimen {
        $0.files = ["one", "two", "three"].map {
            let text = EverySectorWasRead.filled("text \($0) ", .sector * 5 - 100)
            return .init("/\($0.uppercased()).TXT", .bytes(text))
        }
        $0.files.insert(.init("/FILM.DAT", .bytes([UInt8](repeating: 7, count: .sector * 20))), at: 0)
    }

    static var examples: [Example] {
        [
            .fires("sectors of 0x55", plain, at: "data:/FILM.DAT") {
                $0.fill("data:/FILM.DAT", 0, count: .sector * 17, with: 0x55)
            },
            .fires("a single sector of 0x55 between others", mixed, at: "data:/FILM.DAT", .sector) {
                $0.fill("data:/FILM.DAT", .sector, count: .sector, with: 0x55)
            },
            .fires("DEADBEEF in a single sector", mixed, at: "data:/FILM.DAT", .sector) {
                let word = (0..<512).flatMap { _ in [0xDE, 0xAD, 0xBE, 0xEF] as [UInt8] }
                $0.set("data:/FILM.DAT", .sector, word)
            },
            .passes("0x55 from the middle of a sector on", mixed) {
                $0.fill("data:/FILM.DAT", 1_500, count: .sector * 2, with: 0x55)
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
            .passes("files of a text each, a sector too early", displaced) {
                let start = $0.offset("data:/FILM.DAT")
                $0.bytes.removeSubrange(start..<start + .sector)
            },
            .passes("two texts, each from one file into the next", plain) {
                $0.set("data:/FILM.DAT", .sector * 18, EverySectorWasRead.filled("Janes copy ", .sector * 5))
                $0.set("data:/MUSIC.DAT", .sector * 18, EverySectorWasRead.filled("Johns copy ", .sector * 2))
            },
            .passes(
                "a short text about a sector",
                Specimen { $0.files = [.init("/A.TXT", .bytes(Array("bad sector".utf8)))] }),
            .passes("a single sector of 0x55 among sectors of another byte", plain) {
                $0.fill("data:/FILM.DAT", 0, count: .sector, with: 0x55)
            },
        ]
    }
}
