import Containers
import DiscModel
import Specimens

/// Every line of a descriptor in text can be read as its language wants it.
enum SheetsCanBeRead: Rule {
    static let card = RuleCard(
        id: "container-sheet-unreadable",
        title: "Every word of the descriptor is one of its language",
        rationale: """
            Programs stop at a word that they do not know, or pass over it and lose what it says: cdrdao ends with "Unknown \
            command" or "Unsupported file type" at a misspelt word of a cue sheet and with a syntax error at one of a TOC \
            file, and Flycast refuses a GDI file with less than three tracks that it can read. isocheck reads a misspelt \
            word as the nearest one, so that the rest is checked all the same.
            """,
        remedy: "Correct the word in the line; where one is proposed, that is most likely what was meant.",
        severity: .error,
        clause: .practice("descriptors of images"))

    static func weigh(_ container: ContainerFacts, in _: Disc, _ findings: inout Findings) {
        container.report(.unreadable, &findings)
    }

    static var examples: [Example] { cues + others }

    private static var cues: [Example] {
        [
            .fires(
                "a misspelt command", in: .cue(.plain).with { $0.replace("TRACK", with: "TRAK") },
                at: "disc.cue: line 4, column 3",
                message: "disc.cue, line 4, column 3: TRAK is no command of cue sheets; did you mean TRACK?"),
            .fires(
                "a misspelt type of a file", in: .cue(.plain).with { $0.replace("BINARY", with: "BINERY") },
                at: "disc.cue: line 3, column 17",
                message:
                    "disc.cue, line 3, column 17: BINERY is no type of a file (BINARY, MOTOROLA, WAVE, AIFF, MP3); did you mean BINARY? (track 1)"
            ),
            .fires(
                "a misspelt FILE", in: .cue(.plain).with { $0.replace("FILE", with: "FIEL") },
                at: "disc.cue: line 3, column 1"),
            .fires(
                "a name without its closing quotation mark",
                in: .cue(.plain).with { $0.replace("disc.bin\"", with: "disc.bin") },
                at: "disc.cue: line 3, column 6"),
            .fires(
                "a track without INDEX 01",
                in: .cue(.plain).with { $0.replace("INDEX 01", with: "INDEX 02") },
                at: "disc.cue: line 4"),
            .passes("a cue sheet", in: .cue(.mixed)),
            .passes(
                "a cue sheet in small letters",
                in: .cue(.plain).with {
                    for word in ["FILE", "TRACK", "INDEX"] { $0.replace(word, with: word.lowercased()) }
                }),
        ]
    }

    private static var others: [Example] {
        [
            .fires(
                "a statement that TOC files do not have",
                in: .toc(.plain).with { $0.replace("NO COPY", with: "NO PASTE") },
                at: "disc.toc: line 8, column 4"),
            .fires(
                "a misspelt file of a TOC file",
                in: .toc(.plain).with { $0.replace("DATAFILE", with: "DATAFIEL") },
                at: "disc.toc: line 9, column 1"),
            .fires(
                "a line of a GDI file that is cut",
                in: .gdi(Specimen.plain.bytes).with { $0.replace("0 2352 track02.raw 0", with: "0") },
                at: "disc.gdi: line 3, column 7",
                message:
                    "disc.gdi, line 3, column 7: the line ends where a number of bytes should stand; it is passed over (track 2)"
            ),
            .fires(
                "a section that CloneCD descriptors do not have",
                in: .cloneCD(.plain).with { $0.replace("[Disc]", with: "[Disk]") },
                at: "disc.ccd: line 3, column 1",
                message:
                    "disc.ccd, line 3, column 1: [Disk] is no section of a CloneCD descriptor; did you mean [DISC]?"
            ),
            .fires(
                "a value that is no number",
                in: .cloneCD(.plain).with { $0.replace("Point=0xa0", with: "Point=first") },
                at: "disc.ccd: line 14, column 7"),
            .fires(
                "a misspelt value of a track",
                in: .cloneCD(.plain).with { $0.replace("MODE=1", with: "MOOD=1") },
                at: "disc.ccd: line 73, column 1"),
            .fires(
                "a lead-out that is called something else",
                in: .cloneCD(.plain).with { $0.replace("Point=0xa2", with: "Point=0xa7") },
                at: "disc.ccd: line 44, column 7"),
            .passes(
                "a CloneCD descriptor with flags, a remark and another case",
                in: .cloneCD(.mixed).with {
                    $0.replace("ISRC=", with: "FLAGS= DCP\r\n; made by hand\r\nisrc = ")
                    $0.replace("[TRACK 1]", with: "[Track 1]")
                }),
            .passes("a GDI file", in: .gdi(Specimen.plain.bytes)),
            .passes("a TOC file", in: .toc(.mixed)),
        ]
    }
}
