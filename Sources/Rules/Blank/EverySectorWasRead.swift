import Bytes
import DiscModel
import Specimens

/// No sector holds the mark of a program that could not read it.
enum EverySectorWasRead: Rule {
    static let card = RuleCard(
        id: "image-sector-unread",
        title: "No sector holds the mark of a program that could not read it",
        rationale: """
            dvdisaster, safecopy and GNU ddrescue (--fill-mode) write a mark of their own where a disc could not be read, others \
            a text such as "unreadable sector". What the disc holds there is not in the image: every program that reads these \
            files gets the mark in place of data.
            """,
        remedy: """
            The files named are damaged. Read the disc again, in another drive if need be, and fill in what this copy lacks; with \
            error correction data of dvdisaster, have it repair the image.
            """,
        severity: .error,
        confidence: .firm,
        clause: .practice("dvdisaster, safecopy, ddrescue"),
        needs: .content)

    static func weigh(_ stretch: BlankStretch, in disc: Disc, _ findings: inout Findings) {
        guard let found = stretch.standIn, found.isCertain else { return }
        findings.weigh(stretch, found.words, in: disc)
    }

    static let plain = Specimen {
        $0.files = [
            .init("/FILM.DAT", .bytes([UInt8](repeating: 7, count: .sector * 20 - 100))),
            .init("/MUSIC.DAT", .bytes([UInt8](repeating: 8, count: .sector * 20 - 100))),
        ]
    }

    /// Bytes of a text over and over.
    static func filled(_ text: String, _ count: Int) -> [UInt8] {
        let text = Array(text.utf8)
        return (0..<count).map { text[$0 % text.count] }
    }

    /// A file that holds a text over and over, and nothing else.
    static func file(_ text: String) -> Specimen {
        Specimen { $0.files = [.init("/FILM.DAT", .bytes(filled(text, 9_000)))] }
    }

    private static let marker = Array(
        "dvdisaster dead sector marker\nThis sector could not be read from the image.\n".utf8)

    static var examples: [Example] {
        [
            .fires("a sector that dvdisaster could not read", plain, at: "data:/FILM.DAT", .sector) {
                $0.set("data:/FILM.DAT", .sector, marker)
            },
            .fires("the same across the border of two files", plain, at: "data:/FILM.DAT", 38_912) {
                for sector in 19..<22 { $0.set("data:/FILM.DAT", .sector * sector, marker) }
            },
            .fires("a block that safecopy could not read", plain, at: "data:/FILM.DAT") {
                $0.set("data:/FILM.DAT", 0, Array("BaDbLoCkBaDbLoCk".utf8))
            },
            .fires("places written by ddrescue", plain, at: "data:/MUSIC.DAT", 4_096) {
                $0.set(
                    "data:/MUSIC.DAT", 4_096,
                    Array("\n# position 0x00012800 sector 0x00000025 status - ".utf8))
            },
            .fires("a text about damage over and over", plain, at: "data:/FILM.DAT", .sector) {
                $0.set("data:/FILM.DAT", .sector, filled("BAD-SECTOR ", .sector * 3))
            },
            .fires("the same in the first sector of a file", plain, at: "data:/FILM.DAT") {
                $0.set("data:/FILM.DAT", 0, filled("BAD-SECTOR ", .sector))
            },
            .fires("a text about a sector, alone in each of two", plain, at: "data:/FILM.DAT", .sector) {
                let text = Array("Unreadable sector".utf8) + [UInt8](repeating: 0, count: 2_031)
                $0.set("data:/FILM.DAT", .sector, text + text)
            },
            .fires("a mark in no file", plain, at: "padding", severity: .warning) {
                $0.set("padding", 0, marker)
            },
            .passes("a text that speaks of such a mark", plain) {
                $0.set("data:/FILM.DAT", 0, Array("A dvdisaster dead sector marker looks like this.".utf8))
            },
            .passes("a passage of such lines in a log", plain) {
                $0.set("data:/FILM.DAT", 1_200, filled("read error\n", .sector * 3))
            },
            .passes("a file of such a text over and over", file("bad sector\n")),
            .passes("files without it", plain),
        ]
    }
}
